// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.jobs.Job;
import network.azracode.service.jobs.JobFilter;
import network.azracode.service.jobs.JobState;
import network.azracode.service.nodes.NodeFilter;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.settlement.Claim;
import network.azracode.service.settlement.Settlement;
import network.azracode.service.settlement.SettlementFilter;
import network.azracode.service.settlement.SettlementTotals;
import network.azracode.service.settlement.Totals;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.ReadSide;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the modules tell of a followed chain, beside what the contracts themselves say. */
@TestInstance(Lifecycle.PER_CLASS)
class ReadSideTest {
  private static final int JOBS = 5;
  private static final SettlementFilter ALL = SettlementFilter.ALL;

  @TempDir private static Path folder;
  private TestNode node;
  private TestContracts contracts;
  private TestNetwork network;
  private JobTerms open;
  private ReadSide read;

  @BeforeAll
  void live() {
    node = TestNode.startAnvil();
    new Anvil(node.rpcUrl()).mineOnDemand();
    contracts = TestContracts.deploy(node, folder);
    network = new TestNetwork(contracts);
    var operator = network.operator();
    for (int i = 0; i < JOBS; i++) {
      network.settle(network.open(100), 100);
    }
    contracts.send(operator, contracts.settlement().claim(network.nodeId()));
    contracts.send(operator, contracts.registry().unbond(network.nodeId(), BigInteger.TWO));
    network.settle(network.open(100), 10);
    contracts.send(operator, contracts.settlement().cancel(network.open(100)));
    open = network.open(100);
    MigratedDatabase database = MigratedDatabase.create();
    var halt = DeepReorganisation.HALT;
    try (var ledger =
        new FollowedLedger(database, contracts.deployment(), node.rpcUrl(), "depth:3", halt)) {
      ledger.catchUp();
    }
    read = ReadSide.of(database);
  }

  @AfterAll
  void stop() {
    contracts.chain().close();
    node.close();
  }

  @Test
  @DisplayName("D-9 a node's row is the contracts' own state")
  void aNodeIsAsTheContractsHaveIt() {
    NodeState found = read.nodes().find(network.nodeId()).value().orElseThrow();
    var onChain = contracts.registry().latest().node(network.nodeId());
    var earnings = contracts.settlement().latest().earnings(network.nodeId());
    assertThat(found.operator()).isEqualTo(onChain.operator());
    assertThat(found.payout()).isEqualTo(onChain.payout());
    assertThat(found.stake()).isEqualTo(onChain.stake());
    assertThat(found.unbonding()).isEqualTo(onChain.unbonding()).isEqualTo(BigInteger.TWO);
    assertThat(found.releaseAt()).contains(onChain.releaseAt());
    assertThat(found.verdict().orElseThrow().signer()).isEqualTo(network.enclave().address());
    assertThat(found.verdict().orElseThrow().validUntil()).isEqualTo(onChain.validUntil());
    assertThat(found.earningsNet()).isEqualTo(earnings.net());
    assertThat(found.earningsFee()).isEqualTo(earnings.fee());
    assertThat(found.earningsJobs()).isEqualTo(earnings.jobs()).isEqualTo(JOBS + 1);
  }

  @Test
  void nodesAreFoundByOperatorByAttestationAndByKey() {
    var operator = Optional.of(network.operator().address());
    var client = Optional.of(network.client().address());
    assertThat(nodes(new NodeFilter(operator, Optional.of(true)))).hasSize(1);
    assertThat(nodes(new NodeFilter(operator, Optional.of(false)))).isEmpty();
    assertThat(nodes(new NodeFilter(client, Optional.empty()))).isEmpty();
    assertThat(read.nodes().ofSigner(network.enclave().address()).value()).isPresent();
    assertThat(read.nodes().find(new NodeId(99)).value()).isEmpty();
  }

  @Test
  @DisplayName("D-10 pages neither skip nor repeat")
  void pagesNeitherSkipNorRepeat() {
    List<Position> seen = new ArrayList<>();
    Optional<Position> after = Optional.empty();
    do {
      Page<Settlement, Position> page =
          read.settlements().list(ALL, after, new PageLimit(2)).value();
      page.items().forEach(item -> seen.add(item.position()));
      after = page.next();
    } while (after.isPresent());
    assertThat(seen).hasSize(JOBS + 1).doesNotHaveDuplicates();
    var forward = read.settlements().following(ALL, Optional.empty(), PageLimit.DEFAULT).value();
    assertThat(forward.items().stream().map(Settlement::position).toList().reversed())
        .isEqualTo(seen);
  }

  @Test
  @DisplayName("D-11 a settlement names the verdict that stood when its job was opened")
  void aSettlementNamesOperatorAndVerdict() {
    Settlement newest =
        read.settlements().list(ALL, Optional.empty(), new PageLimit(1)).value().items().getFirst();
    assertThat(newest.paid()).isEqualTo(BigInteger.valueOf(70));
    assertThat(newest.fee()).isEqualTo(BigInteger.ONE);
    assertThat(newest.refunded()).isEqualTo(BigInteger.valueOf(930));
    assertThat(newest.operator()).isEqualTo(network.operator().address());
    assertThat(newest.nodeAttested().signer()).isEqualTo(network.enclave().address());
    assertThat(newest.nodeAttested().policy().value()).isEqualTo(1);
  }

  /** Not what is bonded now: what was bonded when the job was opened. */
  @Test
  void aSettlementNamesTheStakeOfWhenItsJobWasOpened() {
    var stakes =
        read.settlements().list(ALL, Optional.empty(), PageLimit.DEFAULT).value().items().stream()
            .map(settlement -> settlement.nodeAttested().stake())
            .toList();
    assertThat(stakes.getFirst()).isEqualTo(TestContracts.STAKE.subtract(BigInteger.TWO));
    assertThat(stakes.subList(1, stakes.size())).containsOnly(TestContracts.STAKE);
  }

  @Test
  void settlementsAreFilteredByOperatorClientAndTime() {
    var nodeId = Optional.of(network.nodeId());
    var operator = Optional.of(network.operator().address());
    var client = Optional.of(network.client().address());
    Optional<Long> always = Optional.empty();
    assertThat(settlements(new SettlementFilter(nodeId, operator, client, always, always)))
        .hasSize(JOBS + 1);
    assertThat(settlements(new SettlementFilter(nodeId, client, client, always, always))).isEmpty();
    assertThat(settlements(new SettlementFilter(nodeId, operator, client, always, Optional.of(1L))))
        .isEmpty();
  }

  @Test
  void jobsTellTheirStateAndEnding() {
    Job found =
        read.jobs().find(open.id(contracts.deployment().settlementDomain())).value().orElseThrow();
    assertThat(found.state()).isEqualTo(JobState.OPEN);
    assertThat(found.ending()).isEmpty();
    assertThat(found.maxPrice()).isEqualTo(open.maxPrice());
    assertThat(jobs(JobState.SETTLED)).hasSize(JOBS + 1);
    assertThat(jobs(JobState.REFUNDED)).isEmpty();
    Job cancelled = jobs(JobState.CANCELLED).getFirst();
    assertThat(cancelled.ending().orElseThrow().refunded()).isEqualTo(cancelled.maxPrice());
    assertThat(cancelled.ending().orElseThrow().receipt()).isEmpty();
  }

  @Test
  void claimsVerdictsPoliciesAndTotalsAreTold() {
    var nodeId = Optional.of(network.nodeId());
    var limit = PageLimit.DEFAULT;
    Claim claim = read.claims().list(nodeId, Optional.empty(), limit).value().items().getFirst();
    assertThat(claim.part()).isEqualTo(Claim.Part.NET);
    assertThat(claim.amount()).isEqualTo(BigInteger.valueOf(JOBS * 693L));
    var verdicts = read.verdicts().list(nodeId, Optional.empty(), limit).value().items();
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.getFirst().stake()).isEqualTo(TestContracts.STAKE);
    assertThat(read.policies().list().value()).hasSize(1);
    assertThat(read.policies().attestors().value()).containsExactly(contracts.attestor().address());
    Totals totals = read.totals().overall(Optional.empty()).value();
    assertThat(totals.jobs()).isEqualTo(JOBS + 1);
    assertThat(totals.paid()).isEqualTo(BigInteger.valueOf(JOBS * 700L + 70));
    // two of them if it was settled around midnight
    var days = read.totals().daily(nodeId).value().stream().map(SettlementTotals.Day::totals);
    assertThat(days.reduce(ReadSideTest::sum)).contains(totals);
  }

  @Test
  @DisplayName("D-12 every answer names the block it speaks of")
  void answersNameTheirBlock() {
    Answer<?> answer = read.jobs().list(JobFilter.ALL, Optional.empty(), PageLimit.DEFAULT);
    var head = contracts.chain().head();
    assertThat(answer.asOf().block()).isEqualTo(head.number());
    assertThat(answer.asOf().hash()).isEqualTo(head.hash());
    assertThat(answer.asOf().finality()).hasToString("head");
    var finalized = read.ledger().finalized().orElseThrow();
    assertThat(finalized.block()).isEqualTo(head.number() - 3);
    assertThat(finalized.finality()).hasToString("finalized");
  }

  private static Totals sum(Totals one, Totals other) {
    return new Totals(
        one.jobs() + other.jobs(),
        one.computeUnits().add(other.computeUnits()),
        one.paid().add(other.paid()),
        one.fee().add(other.fee()),
        one.refunded().add(other.refunded()));
  }

  private List<NodeState> nodes(NodeFilter filter) {
    return read.nodes().list(filter, Optional.empty(), PageLimit.DEFAULT).value().items();
  }

  private List<Settlement> settlements(SettlementFilter filter) {
    return read.settlements().list(filter, Optional.empty(), PageLimit.DEFAULT).value().items();
  }

  private List<Job> jobs(JobState state) {
    var filter =
        new JobFilter(
            Optional.of(network.nodeId()),
            Optional.of(network.client().address()),
            Optional.of(state),
            Optional.empty(),
            Optional.empty());
    return read.jobs().list(filter, Optional.empty(), PageLimit.DEFAULT).value().items();
  }
}
