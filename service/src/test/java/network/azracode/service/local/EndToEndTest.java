// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.CheckedResult;
import network.azracode.sdk.client.Client;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.client.NodeCheck;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.enclave.AttestingEnvironment;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Earnings;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Enrolment;
import network.azracode.sdk.node.JobBook;
import network.azracode.sdk.node.JobSubmission;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.NodeCertificate;
import network.azracode.sdk.node.NodeDaemon;
import network.azracode.sdk.node.NodeKeys;
import network.azracode.sdk.node.NodeSettings;
import network.azracode.sdk.node.SelfSigned;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * N-11: one job, paid and settled, end to end: real node, real contracts, real PostgreSQL, real
 * enclave process. Participants use REST and RPC only, and sign everything themselves.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class) // those first that wait longest
@Execution(ExecutionMode.CONCURRENT) // most of the time is spent waiting for blocks and deadlines
class EndToEndTest {
  private static final BigInteger STAKE = Amounts.tokens(1_500);
  private static final BigInteger UNIT_PRICE = Amounts.thousandths(1);
  private static final BigInteger FUNDS = Amounts.tokens(10);

  @TempDir private static Path folder;
  private Stage stage;

  /** One for all nodes here, which hold no two names apart by it. */
  private NodeCertificate certificate;

  private record AsOf(long block, Bytes32 hash) {}

  private record NodeRow(
      AsOf asOf,
      BigInteger stake,
      BigInteger earningsNet,
      BigInteger earningsFee,
      long earningsJobs) {}

  /** Amounts are read only of a job that has ended: before, there are none. */
  private record JobRow(
      String state, Long computeUnits, BigInteger paid, BigInteger fee, BigInteger refunded) {}

  private record SettlementPage(List<SettlementRow> items) {}

  private record SettlementRow(Bytes32 jobId, BigInteger paid, NodeAttested nodeAttested) {}

  private record NodeAttested(int policy, String tee, String tcbStatus) {}

  private record ClaimPage(List<ClaimRow> items) {}

  private record ClaimRow(String part, BigInteger amount) {}

  @BeforeAll
  void start() throws IOException {
    stage = new Stage(folder);
    certificate = SelfSigned.in(folder.resolve("tls"), stage.clock, stage.random);
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void aJobIsPaidSettledAndClaimed() throws Exception {
    KeySigner operator = stage.newcomer(STAKE);
    NodeId nodeId = enrol(operator);
    stage.add(daemon(nodeId, operator));
    Client client = client();
    CheckedNode node = checked(nodeId);

    OpenedJob job = client.open(node, request("to be or not to be", Duration.ofSeconds(120)));
    handInGarbage(job);
    CheckedResult result = delivered(client, job);

    assertThat(result.result().status()).isEqualTo(JobResult.Status.DONE);
    assertThat(result.result().output()).isEqualTo("6".getBytes(UTF_8));
    stage.await("the job is settled", () -> job(job).state().equals("settled"));
    JobRow row = job(job);
    assertThat(row.computeUnits()).isEqualTo(result.receipt().computeUnits()).isPositive();
    assertThat(row.paid())
        .isEqualTo(UNIT_PRICE.multiply(BigInteger.valueOf(result.receipt().computeUnits())));
    assertThat(row.paid().add(row.refunded())).isEqualTo(job.terms().maxPrice());
    assertSettledWhileAttested(job, row);
    BigInteger net = row.paid().subtract(row.fee());
    stage.await("the earnings are claimed", () -> claimedNet(nodeId).equals(net));
    assertThat(stage.network.token().balanceOf(operator.address())).isEqualTo(net);
    assertLedgerEqualsChain(nodeId, job);
  }

  @Test
  @Order(2)
  void aJobThatIsNeverDeliveredIsRefundedAfterItsDeadline() throws Exception {
    KeySigner operator = stage.newcomer(STAKE);
    NodeId nodeId = enrol(operator);
    stage.add(daemon(nodeId, operator));
    Client client = client();
    OpenedJob job = client.open(checked(nodeId), request("lost", Duration.ofSeconds(30)));
    assertThatThrownBy(() -> client.refund(job)).isInstanceOf(ContractReverted.class);
    stage.await(
        "the deadline has passed",
        () -> stage.network.chain().head().time() > job.terms().deadline());

    client.refund(job);

    assertThat(stage.network.settlement().latest().account(job.terms().client()).free())
        .isEqualTo(FUNDS);
    stage.await("the ledger says so", () -> job(job).state().equals("refunded"));
    assertThat(job(job).refunded()).isEqualTo(job.terms().maxPrice());
  }

  @Test
  void aNodeTakesOnlyWhatIsPaidForAtItsPriceForItsKeyAndInTime() throws Exception {
    KeySigner operator = stage.newcomer(STAKE);
    NodeId nodeId = enrol(operator);
    NodeDaemon daemon = stage.add(daemon(nodeId, operator));
    Address signer = checked(nodeId).evidence().signer();
    var particular = new NodeCheck(stage.network, Set.of(Bytes32.ZERO), stage.clock);
    assertThatThrownBy(() -> particular.check(nodeId))
        .hasMessageContaining("policy that this client");
    assertRefused(daemon, terms(nodeId, signer, UNIT_PRICE, in(30)), "job.not-open");
    BigInteger tooLow = UNIT_PRICE.subtract(BigInteger.ONE);
    assertRefused(daemon, terms(nodeId, signer, tooLow, in(30)), "job.price");
    assertRefused(daemon, terms(nodeId, signer, UNIT_PRICE, in(1)), "job.runway");
    assertRefused(daemon, terms(nodeId, operator.address(), UNIT_PRICE, in(30)), "job.signer");
    var elsewhere = new NodeId(nodeId.value() + 1);
    assertRefused(daemon, terms(elsewhere, signer, UNIT_PRICE, in(30)), "job.node");
  }

  @Test
  @Order(1)
  void stakeLeavesOnlyAfterTheUnbondingTime() throws Exception {
    KeySigner operator = stage.newcomer(STAKE);
    Sender sender = stage.sender(operator, "leaving");
    NodeId nodeId = new Enrolment(stage.network, sender, operator).enrol(operator.address(), STAKE);
    var registry = stage.network.registry();
    sender.submit("unbond", registry.unbond(nodeId, STAKE));
    assertThatThrownBy(() -> sender.submit("too-early", registry.withdraw(nodeId)))
        .isInstanceOf(ContractReverted.class)
        .hasMessageContaining("StakeLocked");
    long releaseAt = registry.latest().node(nodeId).releaseAt();
    stage.await("the stake is released", () -> stage.network.chain().head().time() >= releaseAt);

    sender.submit("withdraw", registry.withdraw(nodeId));

    assertThat(stage.network.token().balanceOf(operator.address())).isEqualTo(STAKE);
    stage.await("the ledger says so", () -> node(nodeId).stake().signum() == 0);
  }

  /** N-22: a stranger who has read the terms on chain is first. */
  private void handInGarbage(OpenedJob job) throws InterruptedException {
    byte[] body = new JobSubmission(job.terms(), new byte[job.envelope().length]).encode();
    try (var node = new ServiceHttp(job.endpoint(), job.tlsFingerprint())) {
      stage.await(
          "the node takes the job on", () -> node.put("/v1/jobs/" + job.id(), body).status() > 0);
      stage.await("the garbage has had its turn", () -> unopened(node, job));
    }
  }

  private static boolean unopened(ServiceHttp node, OpenedJob job) {
    try {
      node.get("/v1/jobs/" + job.id());
      return false;
    } catch (AzraException e) {
      return e.code().equals("envelope.unopenable");
    }
  }

  private NodeId enrol(KeySigner operator) throws Exception {
    Sender sender = stage.sender(operator, "operator-" + operator.address());
    return new Enrolment(stage.network, sender, operator).enrol(operator.address(), STAKE);
  }

  private NodeDaemon daemon(NodeId nodeId, KeySigner operator) throws IOException {
    KeySigner hot = stage.newcomer(BigInteger.ZERO);
    var settings =
        new NodeSettings(
            stage.policy,
            UNIT_PRICE,
            5,
            Limits.MAX_UNITS,
            64 << 10,
            BigInteger.ONE,
            JobBook.STANDARD_AGE,
            NodeSettings.STANDARD_DRAINING,
            Listening.onLoopback(certificate));
    return new NodeDaemon(
        nodeId,
        settings,
        new NodeKeys(operator, hot),
        stage.network,
        stage.sender(hot, "hot-" + hot.address()),
        folder.resolve("node-" + nodeId),
        new AttestingEnvironment.Development(stage.development()),
        stage.clock);
  }

  private Client client() throws IOException {
    KeySigner wallet = stage.newcomer(FUNDS);
    Sender sender = stage.sender(wallet, "client-" + wallet.address());
    var client = new Client(stage.network, wallet, sender, stage.clock, stage.random);
    client.fund(FUNDS);
    return client;
  }

  private CheckedNode checked(NodeId nodeId) throws InterruptedException {
    stage.await(
        "node " + nodeId + " is attested",
        () -> stage.network.registry().latest().admission(nodeId).until() > 0 && hasOffer(nodeId));
    return new NodeCheck(stage.network, Set.of(stage.policyDigest), stage.clock).check(nodeId);
  }

  private static JobRequest request(String text, Duration timeout) {
    return new JobRequest(Programs.WORD_COUNT.hash(), text.getBytes(UTF_8), 100, timeout);
  }

  private CheckedResult delivered(Client client, OpenedJob job) throws InterruptedException {
    try (var delivery = client.deliver(job)) {
      delivery.send();
      return delivery.await(stage.clock);
    }
  }

  private long in(int seconds) {
    return stage.clock.instant().getEpochSecond() + seconds;
  }

  private static JobTerms terms(
      NodeId nodeId, Address signer, BigInteger unitPrice, long deadline) {
    return new JobTerms(signer, nodeId, signer, FUNDS, unitPrice, deadline, Bytes32.ZERO, 0);
  }

  private void assertRefused(NodeDaemon daemon, JobTerms terms, String code) {
    var id = terms.id(stage.network.deployment().settlementDomain());
    byte[] body = new JobSubmission(terms, new byte[1_024]).encode();
    try (var node = new ServiceHttp(daemon.endpoint(), certificate.fingerprint())) {
      assertThatThrownBy(() -> node.put("/v1/jobs/" + id, body))
          .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
  }

  private void assertSettledWhileAttested(OpenedJob job, JobRow row) {
    SettlementRow settlement =
        read("/settlements?client=" + job.terms().client(), SettlementPage.class)
            .items()
            .getFirst();
    assertThat(settlement.jobId()).isEqualTo(job.id().value());
    assertThat(settlement.paid()).isEqualTo(row.paid());
    assertThat(settlement.nodeAttested())
        .isEqualTo(new NodeAttested(stage.policy.value(), "DEVELOPMENT", "UpToDate"));
  }

  /** What REST says as of a block is what the contracts say at that block. */
  private void assertLedgerEqualsChain(NodeId nodeId, OpenedJob job) {
    NodeRow row = node(nodeId);
    Block block = stage.network.chain().block(row.asOf().block());
    assertThat(block.hash()).isEqualTo(row.asOf().hash());
    assertThat(stage.network.registry().at(block).node(nodeId).stake()).isEqualTo(row.stake());
    assertThat(stage.network.settlement().at(block).earnings(nodeId))
        .isEqualTo(new Earnings(row.earningsNet(), row.earningsFee(), row.earningsJobs()));
    assertThat(stage.network.settlement().at(block).job(job.id()).isOpen()).isFalse();
  }

  private boolean hasOffer(NodeId nodeId) {
    return read("/nodes/" + nodeId, OfferedNode.class).offer() != null;
  }

  private record OfferedNode(@Nullable Object offer) {}

  private BigInteger claimedNet(NodeId nodeId) {
    return read("/claims?node=" + nodeId, ClaimPage.class).items().stream()
        .filter(claim -> claim.part().equals("net"))
        .map(ClaimRow::amount)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private NodeRow node(NodeId nodeId) {
    return read("/nodes/" + nodeId, NodeRow.class);
  }

  private JobRow job(OpenedJob job) {
    return read("/jobs/" + job.id(), JobRow.class);
  }

  private <T> T read(String path, Class<T> type) {
    return stage.network.service().get("/api/v1" + path).as(type);
  }
}
