// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.ledger.deployment.Windows;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("L-11, L-12 azra steward policy, attestor, fee; azra guardian")
@TestInstance(Lifecycle.PER_CLASS)
class GovernTest {
  private static final long PRODUCTION_DELAY_SECONDS = 172_800;

  /** As in the profile for tests, but a suspension lasts while a slow machine looks at it. */
  private static final Profile TEST = new Profile(0, new Windows(45, 3, 3, 3, 1, 6, 55, 12, 5));

  @TempDir private static Path folder;
  private TestNode node;
  private Chain chain;
  private Registry registry;
  private AzraShell steward;

  @BeforeAll
  void deploy() throws IOException {
    node = TestNode.start();
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    KeySigner key = node.newAccount();
    registry = new Registry(chain, deploy("test", TEST, key).nodeRegistry());
    steward = onChain("test").withKey(folder, "steward", key);
    deploy("production", Profile.named("production"), key);
    Files.writeString(folder.resolve("policy.yaml"), policy());
  }

  @AfterAll
  void stop() {
    chain.close();
    node.close();
  }

  @Test
  void whatTheStewardSchedulesAndExecutesIsDoneOnceAndTold() throws IOException {
    int before = view().policyCount();
    assertThat(policy(steward, "schedule", "first").out())
        .isEqualTo("first: ready to be executed\n");
    assertThat(policy(steward, "schedule", "first").out())
        .isEqualTo("first: ready to be executed\n");
    assertThat(view().policyCount()).isEqualTo(before);

    policy(steward, "execute", "first");
    var again = policy(steward.with("--json"), "execute", "first");

    assertThat(view().policyCount()).isEqualTo(before + 1);
    assertThat(again.json().get("state").asString()).isEqualTo("DONE");
    var published = new PolicyId(again.json().get("policy").asInt());
    assertThat(published).isEqualTo(new PolicyId(before + 1));
    var terms = view().policy(published).terms();
    assertThat(terms.minStake()).isEqualTo(new BigInteger("1500500000000000000000"));
    assertThat(terms.teeMask()).isEqualTo(1 << 7);
    assertThat(terms.digest())
        .isEqualTo(Keccak.hash(Files.readAllBytes(folder.resolve("policy.yaml"))));
  }

  @Test
  void whoLooksNeedsNoKeyAndIsToldWhatWasNeverScheduled() {
    var looked = onChain("test").done("steward", "fee", "pending", "--id=later", treasury());
    assertThat(looked.out()).isEqualTo("later: never scheduled with these options\n");
    var acted = onChain("test").run("steward", "fee", "schedule", "--id=later", treasury());
    assertThat(acted.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(acted.err()).contains("Missing required option: '--keystore=FILE'");
  }

  @Test
  void attestorsAndTreasuryGoThroughTheTimelock() {
    Address attestor = WellKnownKeys.addresses().getLast();
    Address treasury = node.newAccount().address();
    Stream.of("schedule", "execute")
        .forEach(step -> {
          steward.done("steward", "attestor", step, "--id=a", "--add=" + attestor);
          steward.done("steward", "fee", step, "--id=t", "--treasury=" + treasury);
        });
    assertThat(view().isAttestor(attestor)).isTrue();
    assertThat(view().treasury()).isEqualTo(treasury);
  }

  @Test
  void whatIsScheduledInProductionWaitsForTwoDays() {
    AzraShell production = steward.with("--json", deployment("production"));
    long now = chain.head().time();
    Ended scheduled = production.done("steward", "fee", "schedule", "--id=p", treasury());
    long readyAt = scheduled.json().get("readyAt").asLong();
    assertThat(scheduled.json().get("state").asString()).isEqualTo("WAITING");
    assertThat(readyAt - now).isBetween(PRODUCTION_DELAY_SECONDS, PRODUCTION_DELAY_SECONDS + 60);

    Ended pending = onChain("production").done("steward", "fee", "pending", "--id=p", treasury());
    assertThat(pending.out())
        .isEqualTo("p: waiting, can be executed from second %d\n".formatted(readyAt));
    Ended early = production.run("steward", "fee", "execute", "--id=p", treasury());
    assertThat(early.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(early.err())
        .contains("timelock.waiting", "expected second " + readyAt, "seconds too early");
    String other = "--treasury=" + WellKnownKeys.addresses().getFirst();
    assertThat(production.run("steward", "fee", "execute", "--id=p", other).err())
        .contains("timelock.unscheduled");
  }

  @Test
  void whoMayNotGovernIsToldWhoseKeyIsNeeded() {
    KeySigner key = node.newAccount();
    AzraShell stranger = onChain("test").withKey(folder, "stranger", key);
    Ended scheduling = stranger.run("steward", "fee", "schedule", "--id=s", treasury());
    assertThat(scheduling.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(scheduling.err())
        .contains("expected the key of a proposer", "found " + key.address(), "not-proposer]");
    steward.done("steward", "fee", "schedule", "--id=s", treasury());
    assertThat(stranger.run("steward", "fee", "execute", "--id=s", treasury()).err())
        .contains("[governor.not-executor]");
    Address attestor = WellKnownKeys.addresses().getFirst();
    assertThat(stranger.run("guardian", "stop", "--attestor=" + attestor).err())
        .contains("NotGuardian(caller " + key.address(), "[contract.reverted]");
  }

  @Test
  void aNodeThatIsGoneAndAChainThatIsAnotherAreNamed() throws IOException {
    AzraShell gone = steward.with("--json", "--rpc=http://127.0.0.1:1");
    Ended ended = gone.run("steward", "fee", "schedule", "--id=g", treasury());
    assertThat(ended.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ended.err()).startsWith("{\"error\":{\"code\":\"chain.unreachable\"");
    assertThat(ended.out()).isEmpty();
    String renewed = Files.readString(folder.resolve("test-deployment.json"));
    Path anew = folder.resolve("renewed.json");
    Files.writeString(
        anew,
        renewed.replaceFirst(
            "genesisHash\" : \"0x[0-9a-f]{64}", "genesisHash\" : \"0x" + "00".repeat(32)));
    assertThat(
            steward
                .with("--deployment=" + anew)
                .run("steward", "fee", "pending", "--id=g", treasury())
                .err())
        .contains("[chain.genesis]");
  }

  @Test
  void aPolicyThatNobodyCouldReadIsNotPublished() throws IOException {
    Path poem = folder.resolve("poem.yaml");
    Files.writeString(poem, "roses: red\n");
    Ended ended = run(steward, "schedule", "poem", poem);
    assertThat(ended.exitCode()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(ended.err()).contains("[policy.malformed]");
  }

  @Test
  void theGuardianStopsAtOnceAndTheStopLapsesByItself() throws Exception {
    policy(steward, "schedule", "stopped");
    int id = policy(steward.with("--json"), "execute", "stopped").json().get("policy").asInt();
    String policy = "--policy=" + id;
    onChain("test").done("guardian", "resume", policy);

    var stopped = steward.with("--json", "--finality=depth:1").done("guardian", "stop", policy);

    long until = stopped.json().get("suspendedUntil").asLong();
    assertThat(view().policy(new PolicyId(id)).suspendedUntil()).isEqualTo(until);
    assertThat(steward.done("guardian", "stop", policy).out())
        .isEqualTo("policy %d: suspended until second %d\n".formatted(id, until));
    assertThat(onChain("test").run("guardian", "resume", policy).exitCode())
        .isEqualTo(ExitCode.REFUTED);
    while (chain.head().time() < until) {
      Thread.sleep(200);
    }
    onChain("test").done("guardian", "resume", policy);
    Ended veto = steward.run("guardian", "veto", "--case=7");
    assertThat(veto.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(veto.err()).contains("CaseNotOpen(caseId 7", "[contract.reverted]");
  }

  private RegistryView view() {
    return registry.latest();
  }

  private Ended policy(AzraShell shell, String step, String id) {
    Ended ended = run(shell, step, id, folder.resolve("policy.yaml"));
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.DONE);
    return ended;
  }

  private static Ended run(AzraShell shell, String step, String id, Path document) {
    return shell.run(
        "steward",
        "policy",
        step,
        "--id=" + id,
        "--document=" + document,
        "--min-stake=1500.5",
        "--lifetime=10",
        "--time-bucket=60",
        "--unit-bucket=1000",
        "--fee-bps=250");
  }

  private static String treasury() {
    return "--treasury=" + WellKnownKeys.addresses().getLast();
  }

  private AzraShell onChain(String profile) {
    return AzraShell.plain()
        .with("--rpc=" + node.rpcUrl(), "--finality=immediate", deployment(profile));
  }

  private static String deployment(String profile) {
    return "--deployment=" + folder.resolve(profile + "-deployment.json");
  }

  private Deployment deploy(String name, Profile profile, KeySigner key) throws IOException {
    try (JournalStore store = JournalStore.open(folder.resolve(name + "-deployer"))) {
      var terms = SendingTerms.standard(Finality.parse("immediate"));
      var sender = new Sender(chain, key, store, terms, Clock.systemUTC(), Pause.sleeping());
      Address self = key.address();
      var plan = new DeploymentPlan(profile, Optional.empty(), self, self, self);
      Deployment deployment = new Deployer(chain, sender).deploy(name, plan);
      deployment.write(folder.resolve(name + "-deployment.json"));
      return deployment;
    }
  }

  private static String policy() {
    return """
    name: development
    version: 1
    tees: [DEVELOPMENT]
    statuses: [UpToDate]
    anchors: {development: "0x%s"}
    measurements: {mrtd: ["0x%s"]}
    programs: ["0x%s"]
    maximumAgeSeconds: 600
    debug: false
    """
        .formatted("00".repeat(32), "ab".repeat(48), "00".repeat(32));
  }
}
