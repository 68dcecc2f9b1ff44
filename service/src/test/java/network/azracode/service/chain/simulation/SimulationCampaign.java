// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.jobs.JobProjection;

/**
 * Goes on where it was stopped, up to so many seeds in all: {@code SimulationCampaign [seeds]}.
 * Progress stands in {@code target/simulation/campaign.properties}, and is void once any class of
 * the following or of the simulation has changed.
 */
final class SimulationCampaign {
  private static final Path PROGRESS = Path.of("target", "simulation", "campaign.properties");
  private static final long SEEDS = 100_000;
  private static final int SAVED_EVERY = 50;

  private SimulationCampaign() {}

  public static void main(String[] arguments) {
    long last = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEEDS;
    String code = digest();
    long done = done(code);
    System.out.printf("%s: from seed %d to %d, code %s%n", Instant.now(), done, last, code);
    try (Simulation simulation = new Simulation()) {
      for (long seed = done; seed < last; seed++) {
        Plan plan = Plan.of(seed);
        Optional<String> failure = simulation.run(plan);
        if (failure.isPresent()) {
          save(code, seed);
          System.out.printf("seed %d fails: %s%n", seed, failure.get());
          System.out.printf("shrunk: %s%n", simulation.shrunk(plan));
          System.exit(1);
        }
        if ((seed + 1) % SAVED_EVERY == 0) {
          save(code, seed + 1);
        }
      }
    }
    save(code, last);
    System.out.printf("%s: %d seeds, no failure%n", Instant.now(), last);
    System.exit(0);
  }

  private static long done(String code) {
    Properties progress = new Properties();
    if (Files.exists(PROGRESS)) {
      try (var in = Files.newBufferedReader(PROGRESS)) {
        progress.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return code.equals(progress.getProperty("code"))
        ? Long.parseLong(progress.getProperty("seeds"))
        : 0;
  }

  private static void save(String code, long seeds) {
    Properties progress = new Properties();
    progress.setProperty("code", code);
    progress.setProperty("seeds", Long.toString(seeds));
    try {
      Files.createDirectories(PROGRESS.getParent());
      try (var out = Files.newBufferedWriter(PROGRESS)) {
        progress.store(out, "seeds run without a failure");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the classes that were run: the chain module, the projections, the simulation. */
  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> inside : List.of(JobProjection.class, SimulatedFollower.class)) {
        Path root =
            Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("network/azracode/service");
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(SimulationCampaign::counts).sorted().toList()) {
            digest.update(Files.readAllBytes(file));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean counts(Path file) {
    String name = file.toString();
    return name.endsWith(".class")
        && (name.contains("/service/chain/") || name.endsWith("Projection.class"));
  }
}
