// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.cli.Main;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.testnode.FaultProxy;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.KeyMaterial;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** [K-24] A command that has just signed, held while its node does not answer. */
@DisplayName("K-24 keys of a command")
class CommandKeysTest {
  @TempDir private Path folder;

  @Test
  void aCommandShowsNeitherKeyNorPasswordAnywhere() throws Exception {
    try (TestNode node = TestNode.start();
        FaultProxy proxy = new FaultProxy(node.rpcUrl())) {
      TestContracts.deploy(node, folder).deployment().write(folder.resolve("deployment.json"));
      KeyMaterial secret = operatorKey(node);
      proxy.always("eth_sendRawTransaction", new FaultProxy.Fault.Delay(60_000));
      Process command = register(proxy, node);
      try {
        awaitBroadcast(command, proxy);
        Path process = Path.of("/proc", String.valueOf(command.pid()));
        for (String list : List.of("cmdline", "environ")) {
          byte[] shown = Files.readAllBytes(process.resolve(list));
          assertThat(secret.formsIn(shown)).as(list).isEmpty();
          assertThat(shown).as("positive control: it is this process").isNotEmpty();
        }
        byte[] dump = threadDump(command.pid());
        assertThat(new String(dump, UTF_8)).contains("network.azracode.sdk.ledger.sending");
        assertThat(secret.formsIn(dump)).as("dump").isEmpty();
      } finally {
        command.destroyForcibly().waitFor();
      }
      for (String said : List.of("out", "err", "operator.journal")) {
        assertThat(secret.formsIn(Files.readAllBytes(folder.resolve(said)))).as(said).isEmpty();
      }
      assertThat(secret.formsIn(secret.password().getBytes(UTF_8)))
          .as("positive control")
          .hasSize(1);
    }
  }

  private KeyMaterial operatorKey(TestNode node) throws IOException {
    byte[] drawn = new byte[64];
    new SecureRandom().nextBytes(drawn);
    Bytes32 key = Bytes32.of(Arrays.copyOf(drawn, 32));
    String password = HexFormat.of().formatHex(drawn, 32, 64);
    KeySigner signer = KeySigner.ofKey(key);
    node.fund(signer.address(), BigInteger.TEN.pow(18));
    signer.toKeystore(folder.resolve("operator.json"), password.toCharArray(), KeystoreCost.LIGHT);
    Files.writeString(folder.resolve("operator.password"), password + "\n", US_ASCII);
    return new KeyMaterial(key, password);
  }

  private Process register(FaultProxy proxy, TestNode node) throws IOException {
    return ChildJvm.of(Main.class)
        .process(
            "node",
            "register",
            "--rpc=" + proxy.url(),
            "--deployment=" + folder.resolve("deployment.json"),
            "--finality=" + node.finality(),
            "--keystore=" + folder.resolve("operator.json"),
            "--password-file=" + folder.resolve("operator.password"),
            "--journal=" + folder.resolve("operator.journal"))
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private void awaitBroadcast(Process command, FaultProxy proxy) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (proxy.broadcasts().isEmpty()) {
      assertThat(command.isAlive()).as(Files.readString(folder.resolve("err"))).isTrue();
      assertThat(System.nanoTime()).as("two minutes").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private byte[] threadDump(long pid) throws Exception {
    Path dump = folder.resolve("dump");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                "Thread.print")
            .redirectOutput(dump.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(jcmd.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllBytes(dump);
  }
}
