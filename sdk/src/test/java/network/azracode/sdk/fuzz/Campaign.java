// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.azracode.sdk.vectors.Vectors;

/**
 * Runs every target for a while, one after another, and goes on where an earlier call stopped. A
 * target's runs count only while the code that it runs is the same.
 */
public final class Campaign {
  private static final int SLICE_SECONDS = 120;

  private final Path folder;
  private final int goalSeconds;
  private final Seeds seeds;

  private Campaign(Path folder, int goalSeconds, Seeds seeds) {
    this.folder = folder;
    this.goalSeconds = goalSeconds;
    this.seeds = seeds;
  }

  /**
   * Arguments: folder of corpora and progress; seconds that each target is to have run; a target's
   * name, or {@code all}. Ends with 1 at the first finding.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String name = arguments[2];
    Campaign campaign =
        new Campaign(
            Files.createDirectories(Path.of(arguments[0]).toAbsolutePath()),
            Integer.parseInt(arguments[1]),
            new Seeds(Vectors.all()));
    for (Target target : Target.values()) {
      if (name.equals("all") || name.equals(target.label())) {
        campaign.run(target);
      }
    }
  }

  private void run(Target target) throws IOException, InterruptedException {
    Path file = folder.resolve(target.label() + ".json");
    Progress progress = Progress.read(file, CodeDigest.of(target.fuzzer()));
    seeds.write(target, folder.resolve(target.label()));
    while (progress.seconds() < goalSeconds) {
      int slice = Math.min(SLICE_SECONDS, (int) Math.ceil(goalSeconds - progress.seconds()));
      progress = progress.plus(new Jazzer(folder, target).run(slice));
      progress.write(file);
    }
    System.out.println(progress.row(target.label()));
  }
}
