// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.service.local.CommandLineScene.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.client.CheckedResult;
import network.azracode.sdk.client.JavaPage;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.Bytes32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What clients and auditors type, from a new wallet to a verified receipt, against a real chain,
 * service, node and enclave.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT) // most of the time is spent waiting for blocks
class CommandLineTest implements DeceivedClients, StrangeWallets {
  private static final String PAPER = "to be or not to be";
  private static final Pattern LAST_DIGIT = Pattern.compile("(?<=\"vs\" : \"0x[0-9a-f]{63}).");

  @TempDir private static Path folder;
  private Stage stage;
  private StageNode node;
  private Path paper;

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public StageNode node() {
    return node;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @BeforeAll
  void start() throws Exception {
    stage = new Stage(folder.resolve("stage"), "local");
    node = StageNode.start(stage);
    paper = Files.writeString(folder.resolve("paper.txt"), PAPER);
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  /** L-20, L-21. */
  @Test
  void aNewcomerBuysAJobAndProvesWhatWasPaidForIt() throws Exception {
    var person = new Person(stage, folder.resolve("newcomer"));
    stage.fund(person.address());
    person.acts("wallet", "fund", "--tokens=10");
    assertThat(person.acts("account", "deposit", "5").out())
        .containsPattern("free +5\n")
        .containsPattern("wallet +5\n");
    assertThat(person.looks("node", "list").out()).contains("DEVELOPMENT", "https://127.0.0.1");
    assertThat(person.looks("node", "inspect", node.nodeId().toString()).out())
        .contains("PROVEN", "azra/word-count/1", "not accepted by you");
    assertRefusedBeforeAnythingIsSealed(person, "policy.not-accepted");
    person.looks("policy", "accept", stage.policy.toString());

    Ended run = person.acts(job("run"));

    assertThat(run.out()).isEqualTo("6\n");
    assertThat(run.err()).contains("proven", "sealed and remembered", "open in escrow", "receipt");
    Path receipt = person.remembered(".receipt.json").getFirst();
    JsonNode verified = settled(person, receipt);
    assertListedEverywhere(person, verified);
    assertTamperedReceiptsAreRefused(person, receipt);
    person.acts("job", "acknowledge", verified.get("jobId").asString());
    person.acts("account", "withdraw", "all");
    JsonNode account =
        person.looks("account", "status", person.address().toString(), "--json").json();
    assertThat(account.get("free").asString()).isEqualTo("0");
  }

  /** L-23: whatever is killed in between, the money or the result comes. */
  @ParameterizedTest
  @ValueSource(strings = {"sealed and remembered", "waiting for the result"})
  void aKilledRunGoesOnWhereItWas(String words) throws Exception {
    var person =
        new Person(stage, folder.resolve("killed-" + words.replace(' ', '-'))).readyToBuy();
    person.isKilledWhenItSays(words, job("run"));
    String id = person.looks("job", "status", "--json").json().at("/jobs/0/jobId").asString();

    assertThat(person.acts("job", "fetch", id).out()).isEqualTo("6\n");
    assertThat(person.acts("job", "fetch", id).out()).isEqualTo("6\n");

    assertThat(person.remembered(".job.json")).hasSize(1);
    assertThat(stage.network.settlement().latest().account(person.address()).nonce()).isOne();
  }

  /** K-11, L-26: two machines know nothing of each other, and neither loses its job. */
  @Test
  void oneWalletOnTwoMachinesGetsItsResultsOnBoth() throws Exception {
    var here = new Person(stage, folder.resolve("here")).readyToBuy();
    var there = here.elsewhere(folder.resolve("there"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> here.acts(job("run")));
      var other = threads.submit(() -> there.acts(job("run")));
      assertThat(List.of(one.get().out(), other.get().out())).containsExactly("6\n", "6\n");
    }
    assertThat(stage.network.settlement().latest().account(here.address()).nonce()).isEqualTo(2);
  }

  /** L-26: the second waits for the first to have sent, not for its result. */
  @Test
  void twoRunsOfOneWalletGetTheirResultsBoth() throws Exception {
    var person = new Person(stage, folder.resolve("twice")).readyToBuy();
    List<Future<Ended>> runs = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2; i++) {
        runs.add(threads.submit(() -> person.acts(job("run"))));
      }
    }
    for (Future<Ended> run : runs) {
      assertThat(run.get().out()).isEqualTo("6\n");
    }
    assertThat(person.remembered(".receipt.json")).hasSize(2);
    assertThat(stage.network.settlement().latest().account(person.address()).nonce()).isEqualTo(2);
  }

  /** L-24: an order is opened by somebody else, who pays the gas. */
  @Test
  void anOrderIsOpenedBySomebodyElseAndRefundedAfterItsDeadline() throws Exception {
    var client = new Person(stage, folder.resolve("client")).readyToBuy();
    var payer = new Person(stage, folder.resolve("payer"));
    stage.fund(payer.address());
    Path order = folder.resolve("order.json");
    String id =
        client
            .acts(job("prepare", "--order=" + order, "--within=45", "--json"))
            .json()
            .get("jobId")
            .asString();
    assertThat(client.looks("job", "status", id).out()).contains("sealed");
    payer.acts("job", "open", order.toString());
    assertThat(client.looks("job", "status", id).out()).contains("open");

    assertFails(client.tries("job", "refund", id), ExitCode.FAILED, "job.not-due");
    long deadline =
        client.looks("job", "status", id, "--json").json().at("/jobs/0/deadline").asLong();
    stage.await("the deadline has passed", () -> stage.network.chain().head().time() > deadline);
    assertThat(client.looks("job", "status", id).out()).contains("late");
    payer.acts("job", "refund", id);

    assertThat(client.looks("job", "status", id).out()).contains("refunded");
    assertFails(client.tries("job", "refund", id), ExitCode.FAILED, "job.not-open");
    JsonNode account =
        client.looks("account", "status", client.address().toString(), "--json").json();
    assertThat(account.get("free").asString()).isEqualTo(Amounts.tokens(5).toString());
  }

  /** K-12: what docs/sdk.md shows of a client's journey does what it says. */
  @Test
  void theClientOfTheSdkPageBuysAJob() throws Exception {
    var person = new Person(stage, folder.resolve("programmer")).readyToBuy();
    Path classes = Files.createDirectories(folder.resolve("page"));
    try (JavaPage.Loaded page = JavaPage.read(Path.of("../docs/sdk.md")).load(classes)) {
      Object sender =
          page.call("sender", stage.network, person.key(), folder.resolve("page.journal"));
      Set<Bytes32> policies = Set.of(stage.policyDigest);
      assertThat(page.call("isProven", stage.network, policies, node.nodeId())).isEqualTo(true);
      var request =
          new JobRequest(
              Programs.WORD_COUNT.hash(), PAPER.getBytes(UTF_8), 100, Duration.ofSeconds(60));
      var bought =
          (CheckedResult)
              page.call(
                  "buy", stage.network, person.key(), sender, policies, node.nodeId(), request);
      assertThat(bought.result().output()).isEqualTo("6".getBytes(UTF_8));
    }
  }

  /** L-25. */
  @Test
  void whatIsWrongIsToldByNameBeforeAnythingIsPaid() throws Exception {
    var person = new Person(stage, folder.resolve("clumsy")).readyToBuy();
    Path huge = Files.write(folder.resolve("huge"), new byte[(1 << 20) + 1]);
    Path wrong = Files.writeString(folder.resolve("wrong"), "incorrect horse\n");
    assertFails(person.tries(job("run", "--password-file=" + wrong)), 1, "keystore.unreadable");
    assertFails(person.tries(job("run", "--program=no-such")), 1, "job.program");
    assertFails(person.tries(job("run", "--max-price=0.0001")), 1, "job.price");
    assertFails(person.tries(job("run", "--max-price=many")), 1, "amount.malformed");
    assertFails(person.tries(job("run", "--max-price=9")), 1, "account.short");
    assertFails(person.tries(job("run", "--within=3")), 1, "job.runway");
    assertFails(person.tries(job("run", "--node=99")), 1, "contract.reverted");
    assertFails(person.tries(job("run", "--service=http://127.0.0.1:1")), 1, "http.unreachable");
    assertFails(person.tries(job("run", "--rpc=http://127.0.0.1:1")), 1, "chain.unreachable");
    assertFails(person.tries(job("run", "--deployment=nowhere")), 3, "deployment.unreadable");
    assertFails(person.tries("account", "deposit", "6"), 1, "wallet.short");
    assertFails(person.tries("job", "fetch", "0x" + "1".repeat(64)), 1, "job.unknown");
    assertFails(person.peeks("receipt", "verify", huge.toString()), 3, "file.length");
    assertFails(person.peeks("receipt", "verify", paper.toString()), 3, "receipt.malformed");
    String[] run = job("run");
    run[2] = huge.toString();
    assertFails(person.tries(run), 3, "file.length");
    run[2] = folder.resolve("absent").toString();
    assertFails(person.tries(run), 3, "file.unreadable");
    assertThat(person.tries("job", "run").exitCode()).isEqualTo(ExitCode.USAGE);
    assertNothingIsSealed(person);
  }

  private JsonNode settled(Person person, Path receipt) throws InterruptedException {
    stage.await("the job is settled", () -> verified(person, receipt).get("settled").asBoolean());
    return verified(person, receipt);
  }

  private static JsonNode verified(Person person, Path receipt) {
    return person.looks("receipt", "verify", receipt.toString(), "--json").json();
  }

  private void assertListedEverywhere(Person person, JsonNode verified)
      throws InterruptedException {
    String[] query = {
      "settlements", "--client=" + person.address(), "--json", "--service=" + stage.serviceUrl()
    };
    stage.await(
        "the service lists it",
        () -> !AzraShell.plain().done(query).json().get("settlements").isEmpty());
    JsonNode row = AzraShell.plain().done(query).json().at("/settlements/0");
    assertThat(row.get("jobId")).isEqualTo(verified.get("jobId"));
    assertThat(row.get("paid")).isEqualTo(verified.get("paid"));
    JsonNode job = person.looks("job", "status", "--json").json().at("/jobs/0");
    assertThat(job.get("state").asString()).isEqualTo("SETTLED");
    assertThat(job.get("paid")).isEqualTo(verified.get("paid"));
    assertThat(job.get("jobId")).isEqualTo(verified.get("jobId"));
  }

  private static void assertTamperedReceiptsAreRefused(Person person, Path receipt)
      throws IOException {
    String honest = Files.readString(receipt);
    assertRefused(person, honest.replaceFirst("(\"computeUnits\" : )\\d+", "$19"), "signature");
    assertRefused(person, honest.replaceFirst("(\"unitPrice\" : \")\\d+", "$19"), "job");
    assertRefused(person, honest.replaceFirst("(\"chainId\" : )\\d+", "$19"), "chain");
    assertRefused(
        person,
        LAST_DIGIT.matcher(honest).replaceFirst(found -> found.group().equals("0") ? "1" : "0"),
        "signature");
  }

  private static void assertRefused(Person person, String receipt, String code) throws IOException {
    Path tampered = Files.writeString(person.home().resolve("tampered.json"), receipt);
    Ended refused = person.peeks("receipt", "verify", tampered.toString(), "--json");
    assertThat(refused.json().at("/refusal/code").asString()).isEqualTo("receipt." + code);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUTED);
  }
}
