// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty deaths at each commit; {@link KillCampaign} has the rest. */
class KilledFollowerTest {
  private static final int KILLS = 20;

  @TempDir private static Path folder;

  @Test
  @DisplayName("H-2 S11 a follower killed at any moment leaves tables that go on to equal a replay")
  void killsLeaveNothingHalfDone() throws Exception {
    KilledFollower.diesAndGoesOn(folder, KILLS, new Random().nextLong());
  }
}
