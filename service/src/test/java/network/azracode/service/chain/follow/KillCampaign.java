// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import network.azracode.service.testing.CampaignProgress;

/** Goes on where it was stopped, up to so many kills in all: {@code KillCampaign [kills]}. */
public final class KillCampaign {
  private static final int KILLS = 1_000;
  private static final int KILLS_PER_CHAIN = 20;

  private KillCampaign() {}

  public static void main(String[] arguments) throws Exception {
    int last = arguments.length > 0 ? Integer.parseInt(arguments[0]) : KILLS;
    CampaignProgress progress = CampaignProgress.of("kills", KillCampaign.class);
    for (long done = progress.done(); done < last; done += KILLS_PER_CHAIN) {
      Path folder = Files.createTempDirectory("azra-kills");
      KilledFollower.diesAndGoesOn(folder, KILLS_PER_CHAIN, done);
      progress.reached(done + KILLS_PER_CHAIN);
      System.out.printf(
          "%s: %d kills, no row lost or doubled%n", Instant.now(), done + KILLS_PER_CHAIN);
    }
    System.exit(0);
  }
}
