// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("L-10 azra steward")
class StewardTest {
  private static TestNode node;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    node = TestNode.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aKeyIsDrawnOnceAndNeverPrinted() throws IOException {
    assertThat(azra("steward", "key", keystore(), passwordFile())).isEqualTo(ExitCode.DONE);
    String first = out.toString().strip();
    String kept = Files.readString(folder.resolve("key.json"));
    assertThat(azra("steward", "key", keystore(), passwordFile())).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo(first + "\n" + first);
    assertThat(Address.of(first).toString()).isEqualTo(first);
    assertThat(folder.resolve("key.json")).hasContent(kept);
    assertThat(Files.getPosixFilePermissions(folder.resolve("password")).toString())
        .doesNotContain("GROUP", "OTHERS");
  }

  @Test
  void contractsAreDeployedOnceAndTheAttestorAppointed() throws IOException {
    fundedKey();
    Address attestor = WellKnownKeys.addresses().getLast();
    assertThat(deploy("--profile=test", "--attestor=" + attestor))
        .as(err::toString)
        .isEqualTo(ExitCode.DONE);
    Deployment deployment = Deployment.read(folder.resolve("deployment.json"));
    assertThat(out.toString()).contains("nodeRegistry " + deployment.nodeRegistry());
    try (Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      var registry = new Registry(chain, deployment.nodeRegistry()).latest();
      assertThat(registry.isAttestor(attestor)).isTrue();
      assertThat(registry.attestors()).isEqualTo(1);
    }
    assertThat(deploy("--profile=test", "--attestor=" + attestor)).isEqualTo(ExitCode.DONE);
    assertThat(Deployment.read(folder.resolve("deployment.json"))).isEqualTo(deployment);
  }

  @Test
  void whatWasDeployedIsFoundAgainWhenItsFileIsLost() throws IOException {
    fundedKey();
    deploy("--profile=test");
    Deployment deployment = Deployment.read(folder.resolve("deployment.json"));
    Files.delete(folder.resolve("deployment.json"));
    assertThat(deploy("--profile=test")).isEqualTo(ExitCode.DONE);
    assertThat(Deployment.read(folder.resolve("deployment.json"))).isEqualTo(deployment);
  }

  @Test
  void productionLeavesNothingToADefault() throws IOException {
    fundedKey();
    assertThat(deploy("--profile=production")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("--token: expected an address", "[option.missing]");
    assertThat(folder.resolve("deployment.json")).doesNotExist();
  }

  @Test
  void anotherChainIsRefused() throws IOException {
    fundedKey();
    assertThat(deploy("--profile=test", "--chain-id=1")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("chain id: expected 1, found " + node.chainId());
  }

  private void fundedKey() throws IOException {
    KeySigner key = node.newAccount();
    key.toKeystore(folder.resolve("key.json"), "password".toCharArray(), KeystoreCost.LIGHT);
    Files.writeString(folder.resolve("password"), "password\n");
  }

  private int deploy(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "steward",
                "deploy",
                keystore(),
                passwordFile(),
                "--rpc-url=" + node.rpcUrl(),
                "--journal=" + folder.resolve("journal"),
                "--deployment=" + folder.resolve("deployment.json"),
                "--finality=depth:1"));
    if (List.of(options).stream().noneMatch(option -> option.startsWith("--chain-id"))) {
      arguments.add("--chain-id=" + node.chainId());
    }
    arguments.addAll(List.of(options));
    return azra(arguments.toArray(String[]::new));
  }

  private String keystore() {
    return "--keystore=" + folder.resolve("key.json");
  }

  private String passwordFile() {
    return "--password-file=" + folder.resolve("password");
  }

  private int azra(String... arguments) {
    return Azra.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
  }
}
