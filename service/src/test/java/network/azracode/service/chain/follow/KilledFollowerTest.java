// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.testing.Anvil;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower in a process of its own, killed at moments of chance while it writes. */
class KilledFollowerTest {
  private static final int KILLS = 4;
  private static final int MAX_MILLIS_ALIVE = 400;
  private static final String READY = "following";

  @TempDir private static Path folder;

  /** The child: follows one look after the other until it is killed. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws InterruptedException {
      var database = MigratedDatabase.at(arguments[0]);
      var deployment = Deployment.read(Path.of(arguments[1]));
      var rpcUrl = URI.create(arguments[2]);
      var ledger =
          new FollowedLedger(database, deployment, rpcUrl, "depth:5", DeepReorganisation.HALT);
      System.out.println(READY);
      while (true) {
        ledger.look();
        Thread.sleep(10);
      }
    }
  }

  @Test
  @DisplayName("H-2 a follower killed at any moment leaves tables that go on to equal a replay")
  void killsLeaveNothingHalfDone() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (TestNode node = TestNode.startAnvil()) {
      Anvil anvil = new Anvil(node.rpcUrl());
      anvil.mineOnDemand();
      TestContracts contracts = TestContracts.deploy(node, folder);
      contracts.deployment().write(folder.resolve("deployment.json"));
      TestNetwork network = new TestNetwork(contracts);
      MigratedDatabase database = MigratedDatabase.create();
      for (int kill = 0; kill < KILLS; kill++) {
        network.settle(network.open(300), 5);
        anvil.mine(300);
        killAfter(random.nextInt(MAX_MILLIS_ALIVE), child(database, node));
      }
      assertEqualReplay(database, contracts, node, seed);
    }
  }

  private static void assertEqualReplay(
      MigratedDatabase database, TestContracts contracts, TestNode node, long seed) {
    var halt = DeepReorganisation.HALT;
    var deployment = contracts.deployment();
    MigratedDatabase fresh = MigratedDatabase.create();
    for (MigratedDatabase each : List.of(database, fresh)) {
      try (var ledger = new FollowedLedger(each, deployment, node.rpcUrl(), "depth:5", halt)) {
        ledger.catchUp();
      }
    }
    assertThat(TableDigests.of(database.jdbc()))
        .as("seed %d", seed)
        .isEqualTo(TableDigests.of(fresh.jdbc()));
  }

  private static Process child(MigratedDatabase database, TestNode node) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            database.url(),
            folder.resolve("deployment.json").toString(),
            node.rpcUrl().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Counted from the moment at which the child follows. */
  private static void killAfter(int millis, Process child) throws Exception {
    try (var output = child.inputReader()) {
      while (!READY.equals(output.readLine())) {
        assertThat(child.isAlive()).isTrue();
      }
      Thread.sleep(millis);
    } finally {
      child.destroyForcibly();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
