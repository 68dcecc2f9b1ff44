// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.Client;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.client.NodeCheck;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.Program;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.ledger.keys.SignerStandIn;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.process.FreePort;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator types, from a new node to its pay, around the daemon's real process. */
@DisplayName("L-31, N-32, N-35, N-39 azra node: attest, offer, run, earn")
@TestInstance(Lifecycle.PER_CLASS)
class NodeJourneyTest {
  private static final BigInteger FUNDS = Amounts.tokens(10);
  private static final int ROUNDS = 300_000;
  private static final int ATTEMPTS = 4;
  private static final String PAPER = "to be or not to be";

  /** All that it may say at this level, ids aside. */
  private static final String LINES =
      "(node \\d+ attested with key 0x[0-9a-f]{40} until \\S+"
          + "|node \\d+ waiting=\\d+ unsettled=\\d+ attestedUntil=\\S+"
          + "|\\d+ jobs settled in 0x[0-9a-f]{64}"
          // of a busy machine
          + "|job 0x[0-9a-f]{64} was not run: job\\.\\S+ .*"
          + "|node-\\d+-\\w+: [a-z.-]+ .*"
          + "|the enclave's memory may reach a disk: .*)";

  @TempDir private static Path folder;
  private Stage stage;
  private AzraShell shell;
  private KeySigner operator;
  private Path home;
  private Path options;

  @BeforeAll
  void start() throws IOException {
    stage = new Stage(folder.resolve("stage"));
    operator = stage.newcomer(Amounts.tokens(1_500));
    home = folder.resolve("node");
    options = folder.resolve("node.conf");
    shell = AzraShell.plain().with(chainOptions()).withKey(folder, "operator", operator);
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Test
  void anOperatorRegistersStakesAttestsOffersRunsEarnsAndClaims() throws Exception {
    NodeId nodeId = new NodeId(json("node", "register").get("nodeId").asLong());
    json("node", "stake", "--node=" + nodeId, "--amount=1500");
    writeOptions(nodeId);
    assertThat(configured("attest").get("tee").asString()).isEqualTo("DEVELOPMENT");
    JsonNode offered = configured("offer").get("offer");
    assertThat(offered.get("unitPrice").asString()).isEqualTo("1000000000000000");
    Client client = client();

    OpenedJob last;
    try (var first = NodeCommandProcess.start(options, folder.resolve("first.log"))) {
      assertThat(first.endpoint().toString()).isEqualTo(offered.get("endpoint").asString());
      assertASecondIsRefused(() -> awaitDaemon(nodeId));
      assertThat(firstResult(client, nodeId).output()).isEqualTo("6".getBytes(UTF_8));
      looking("node", "status", "--check", "--node=" + nodeId);
      last = drained(first, client, nodeId);
      assertThat(first.logged()).allMatch(line -> line.matches(".*(INFO|WARN) \\w+: " + LINES));
    }
    assertKept();
    long earned = earnedJobs(nodeId);
    assertThat(earned).isGreaterThanOrEqualTo(2);
    try (var again = NodeCommandProcess.start(options, folder.resolve("again.log"))) {
      again.endpoint();
      assertThat(result(client, last).status()).isEqualTo(JobResult.Status.DONE);
      assertNothingIsLeftOfAKilled(again);
    }
    assertThat(earnedJobs(nodeId)).isEqualTo(earned);
    assertClaimed(nodeId);
  }

  /** N-35: two of them would take each other's key away. It waits a while for the first to end. */
  private void assertASecondIsRefused(Waiting meanwhile) throws Exception {
    try (var second = NodeCommandProcess.start(options, folder.resolve("second.log"))) {
      meanwhile.await();
      assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(second.errors()).contains("\"code\":\"node.running\"");
    }
  }

  /** Something else to wait for. */
  @FunctionalInterface
  private interface Waiting {
    void await() throws InterruptedException;
  }

  private JobResult firstResult(Client client, NodeId nodeId) throws InterruptedException {
    return patiently(() -> {
      CheckedNode node = check().check(nodeId);
      return result(client, opened(client, node, Programs.WORD_COUNT, PAPER.getBytes(UTF_8), 100));
    });
  }

  /** N-32: told to stop in the middle of a job, it finishes and settles it, and answers 0. */
  private OpenedJob drained(NodeCommandProcess process, Client client, NodeId nodeId)
      throws Exception {
    byte[] input = ByteBuffer.allocate(Integer.BYTES + 1).putInt(ROUNDS).array();
    OpenedJob job =
        patiently(() -> {
          CheckedNode node = check().check(nodeId);
          return taken(client, opened(client, node, Programs.SHA256_CHAIN, input, 1_000));
        });
    assertThat(process.terminate()).as(process.errors()).isEqualTo(ExitCode.DONE);
    assertThat(stage.network.settlement().latest().job(job.id()).isOpen())
        .as(() -> String.join("\n", logged()))
        .isFalse();
    return job;
  }

  private OpenedJob taken(Client client, OpenedJob job) throws InterruptedException {
    try (var delivery = client.deliver(job)) {
      stage.await("the opening is final", () -> finalOpening(job));
      delivery.send();
      return job;
    }
  }

  /** Something that a client does. */
  @FunctionalInterface
  private interface Attempt<T> {
    T get() throws InterruptedException;
  }

  /** Verdicts last for seconds here: a busy machine may miss one, and its client tries again. */
  private static <T> T patiently(Attempt<T> attempt) throws InterruptedException {
    for (int left = ATTEMPTS; left > 1; left--) {
      try {
        return attempt.get();
      } catch (AzraException e) {
        System.out.printf("again, after %s %s%n", e.code(), e.getMessage());
      }
    }
    return attempt.get();
  }

  private boolean finalOpening(OpenedJob job) {
    var block = stage.network.finality().newest(stage.network.chain());
    return stage.network.settlement().at(block).job(job.id()).isOpen();
  }

  /** Whoever kills it, or whatever: nobody is left who holds a key or a payload. */
  private static void assertNothingIsLeftOfAKilled(NodeCommandProcess node) throws Exception {
    List<ProcessHandle> left = node.process().descendants().toList();
    assertThat(left).isNotEmpty();
    node.process().destroyForcibly();
    for (ProcessHandle process : left) {
      process.onExit().get(120, TimeUnit.SECONDS);
    }
  }

  /** N-30: file by file; what is in a job's file stands in OperatorsViewTest. */
  private void assertKept() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> home.relativize(file).toString())
              .map(name -> name.replaceAll("0x[0-9a-f]{64}", "ID"))
              .sorted()
              .toList();
      assertThat(names)
          .containsOnlyOnce("journal", "lock", "tls-certificate.pem", "tls-key.pem")
          .isSubsetOf(
              "jobs/ID.cbor",
              "journal",
              "journal.lock",
              "lock",
              "tls-certificate.pem",
              "tls-key.pem");
    }
  }

  private void assertClaimed(NodeId nodeId) throws InterruptedException {
    BigInteger earned =
        new BigInteger(looking("node", "status", "--node=" + nodeId).get("earned").asString());
    assertThat(earned).isPositive();
    JsonNode claimed = json("node", "claim", "--node=" + nodeId);
    assertThat(claimed.get("amount").asString()).isEqualTo(earned.toString());
    assertThat(stage.network.token().balanceOf(operator.address())).isEqualTo(earned);
    stage.await(
        "the ledger knows of the claim",
        () -> {
          JsonNode told =
              looking("node", "earnings", "--node=" + nodeId, "--service=" + stage.serviceUrl());
          return told.get("claimed").asString().equals(earned.toString())
              && told.get("unclaimed").asString().equals("0");
        });
  }

  private JsonNode looking(String... command) {
    return AzraShell.plain().with(chainOptions()).done(command).json();
  }

  private String[] chainOptions() {
    return new String[] {
      "--json",
      "--rpc=" + stage.rpcUrl(),
      "--deployment=" + stage.deploymentFile(),
      "--finality=" + stage.finality()
    };
  }

  private void writeOptions(NodeId nodeId) throws IOException {
    KeySigner hot = stage.newcomer(BigInteger.ZERO);
    SignerStandIn signer = stage.add(new SignerStandIn(hot));
    Files.write(
        options,
        List.of(
            "# of node " + nodeId,
            "--rpc=" + stage.rpcUrl(),
            "--deployment=" + stage.deploymentFile(),
            "--finality=" + stage.finality(),
            "--service=" + stage.serviceUrl(),
            "--node=" + nodeId,
            "--folder=" + home,
            "--tee=development:" + stage.development(),
            "--policy=" + stage.policy,
            "--keystore=" + folder.resolve("operator.json"),
            "--password-file=" + folder.resolve("operator.password"),
            "--hot-web3signer=" + signer.url(),
            "--hot-account=" + hot.address(),
            "--listen=127.0.0.1:" + FreePort.draw(),
            "--unit-price=0.001",
            "--min-runway=5",
            "--claim-at=1000",
            "--drain-seconds=60"));
  }

  private JsonNode configured(String command) {
    return AzraShell.plain().done("node", command, "--json", "@" + options).json();
  }

  private JsonNode json(String... command) {
    return shell.done(command).json();
  }

  private long earnedJobs(NodeId nodeId) {
    return stage.network.settlement().latest().earnings(nodeId).jobs();
  }

  private Client client() throws IOException {
    KeySigner wallet = stage.newcomer(FUNDS);
    Sender sender = stage.sender(wallet, "client");
    var client = new Client(stage.network, wallet, sender, stage.clock, stage.random);
    client.fund(FUNDS);
    return client;
  }

  private NodeCheck check() {
    return new NodeCheck(stage.network, Set.of(stage.policyDigest), stage.clock);
  }

  /** The daemon's own key, not that of the attestation before. */
  private void awaitDaemon(NodeId nodeId) throws InterruptedException {
    stage.await(
        "the daemon has attested",
        () -> {
          var signer = check().check(nodeId).evidence().signer();
          return logged().stream().anyMatch(line -> line.contains("with key " + signer));
        });
  }

  private static List<String> logged() {
    try {
      return Files.readAllLines(folder.resolve("first.log"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static OpenedJob opened(
      Client client, CheckedNode node, Program program, byte[] input, long units) {
    return client.open(node, new JobRequest(program.hash(), input, units, Duration.ofSeconds(40)));
  }

  private JobResult result(Client client, OpenedJob job) throws InterruptedException {
    try (var delivery = client.deliver(job)) {
      delivery.send();
      return delivery.await(stage.clock).result();
    }
  }
}
