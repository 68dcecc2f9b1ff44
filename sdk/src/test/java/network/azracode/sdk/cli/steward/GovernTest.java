// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("T-21 azra steward policy, attestor, fee; azra guardian")
class GovernTest {
  private static final PolicyId FIRST = new PolicyId(1);

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestNode node;
  private Chain chain;
  private Registry registry;

  @BeforeEach
  void deploy() throws IOException {
    node = TestNode.start();
    KeySigner key = node.newAccount();
    key.toKeystore(folder.resolve("key.json"), "password".toCharArray(), KeystoreCost.LIGHT);
    Files.writeString(folder.resolve("password"), "password\n");
    Files.writeString(folder.resolve("policy.yaml"), "policy: document\n");
    run(List.of("steward", "deploy"), "--chain-id=" + node.chainId(), "--profile=test");
    var deployment = Deployment.read(folder.resolve("deployment.json"));
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    registry = new Registry(chain, deployment.nodeRegistry());
  }

  @AfterEach
  void stop() {
    chain.close();
    node.close();
  }

  @Test
  void whatTheStewardSchedulesAndExecutesIsDoneOnceAndTold() throws IOException {
    publish("schedule");
    assertThat(registry.latest().policyCount()).isZero();
    publish("execute");
    publish("execute");
    assertThat(registry.latest().policyCount()).isEqualTo(1);
    var terms = registry.latest().policy(FIRST).terms();
    assertThat(terms.digest())
        .isEqualTo(Keccak.hash(Files.readAllBytes(folder.resolve("policy.yaml"))));
    assertThat(terms.teeMask()).isEqualTo(1 << 2 | 1 << 3);
    publish("pending");
    assertThat(out.toString()).endsWith("first: done\n");
    govern("fee", "pending", "later", "--treasury=" + node.newAccount().address());
    assertThat(out.toString()).endsWith("later: never scheduled\n");
  }

  @Test
  void attestorsAndTreasuryGoThroughTheTimelock() {
    Address attestor = WellKnownKeys.addresses().getLast();
    Stream.of("schedule", "execute")
        .forEach(step -> govern("attestor", step, "a", "--add=" + attestor));
    assertThat(view().isAttestor(attestor)).isTrue();
    Address treasury = node.newAccount().address();
    Stream.of("schedule", "execute")
        .forEach(step -> govern("fee", step, "t", "--treasury=" + treasury));
    assertThat(view().treasury()).isEqualTo(treasury);
  }

  @Test
  void theGuardianStopsAtOnceAndTheStopLapsesByItself() {
    Stream.of("schedule", "execute").forEach(this::publish);
    assertThat(run(List.of("guardian", "resume"), "--policy=1")).isEqualTo(ExitCode.DONE);
    assertThat(run(List.of("guardian", "stop"), "--policy=1")).isEqualTo(ExitCode.DONE);
    assertThat(view().policy(FIRST).suspendedUntil()).isPositive();
    assertThat(run(List.of("guardian", "veto"), "--case=7")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("CaseNotOpen(caseId 7");
  }

  private RegistryView view() {
    return registry.latest();
  }

  private void publish(String step) {
    govern(
        "policy",
        step,
        "first",
        "--document=" + folder.resolve("policy.yaml"),
        "--min-stake=100",
        "--lifetime=10",
        "--tee=TDX",
        "--tee=SEV_SNP",
        "--time-bucket=60",
        "--unit-bucket=1000",
        "--fee-bps=250");
  }

  private void govern(String what, String step, String id, String... options) {
    String[] all = Stream.concat(Stream.of("--id=" + id), Stream.of(options)).toArray(String[]::new);
    assertThat(run(List.of("steward", what, step), all))
        .as(err::toString)
        .isEqualTo(ExitCode.DONE);
  }

  private int run(List<String> command, String... options) {
    Stream<String> common =
        Stream.of(
            "--keystore=" + folder.resolve("key.json"),
            "--password-file=" + folder.resolve("password"),
            "--rpc-url=" + node.rpcUrl(),
            "--journal=" + folder.resolve("journal"),
            "--deployment=" + folder.resolve("deployment.json"),
            "--finality=depth:1");
    String[] arguments =
        Stream.concat(Stream.concat(command.stream(), common), Stream.of(options))
            .toArray(String[]::new);
    return Azra.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
  }
}
