// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Bytes32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** N-14: a kept chain stays the same chain over restarts, and its time never runs back. */
class KeptChainTest {
  private static final int STARTS = 4;
  @TempDir Path folder;

  @Test
  @Timeout(180)
  void everyRestartGoesOnWithTheSameGenesisAndTime() throws InterruptedException {
    Set<Bytes32> genesis = new HashSet<>();
    long number = 0;
    for (int start = 0; start < STARTS; start++) {
      try (var anvil = AnvilProcess.start(AnvilOptions.kept(folder, 0));
          var chain = Chain.connect(anvil.rpcUrl(), AnvilOptions.CHAIN_ID)) {
        while (chain.head().number() < number + 2) {
          Thread.sleep(100);
        }
        genesis.add(chain.block(0).hash());
        Block first = chain.block(number + 1);
        assertThat(first.time()).isGreaterThan(chain.block(number).time());
        // a block may come late on a slow machine, but not all of them
        while (chain.head().time() < now() - 5) {
          Thread.sleep(100);
        }
        assertThat(chain.head().time()).isLessThanOrEqualTo(now() + 5);
        number = chain.head().number();
      }
    }
    assertThat(genesis).hasSize(1);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }
}
