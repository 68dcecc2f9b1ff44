// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import network.azracode.service.jobs.JobProjection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * How far a campaign has come, in {@code target/campaigns}. It is void once any migration has
 * changed or any class of the chain module, of the projections, or beside the campaign in its
 * package, or that it names. A suite beside it counts for nothing.
 */
public final class CampaignProgress {
  private final Path file;
  private final String code;
  private volatile boolean stopping;
  private long done;

  private CampaignProgress(Path file, String code, long done) {
    this.file = file;
    this.code = code;
    this.done = done;
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopping = true));
  }

  /** Whether somebody ends the process, and its database with it: what fails now says nothing. */
  public boolean isStopping() {
    return stopping;
  }

  public static CampaignProgress of(String name, Class<?> campaign, Class<?>... alsoRun) {
    Path file = Path.of("target", "campaigns", name + ".properties");
    String code = digestOfCode(campaign, alsoRun);
    Properties found = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        found.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    boolean counts = code.equals(found.getProperty("code"));
    return new CampaignProgress(file, code, counts ? Long.parseLong(found.getProperty("done")) : 0);
  }

  public long done() {
    return done;
  }

  public String code() {
    return code;
  }

  public void reached(long now) {
    done = now;
    Properties progress = new Properties();
    progress.setProperty("code", code);
    progress.setProperty("done", Long.toString(now));
    try {
      Files.createDirectories(file.getParent());
      try (var out = Files.newBufferedWriter(file)) {
        progress.store(out, "without a failure");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digestOfCode(Class<?> campaign, Class<?>... alsoRun) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, folder(JobProjection.class));
      add(digest, folder(campaign).resolve(campaign.getPackageName().replace('.', '/')));
      for (Class<?> run : alsoRun) {
        digest.update(
            new ClassPathResource(run.getName().replace('.', '/') + ".class")
                .getContentAsByteArray());
      }
      for (Resource migration : migrations()) {
        digest.update(migration.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Resource> migrations() throws IOException {
    return Stream.of(
            new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql"))
        .sorted(Comparator.comparing(migration -> String.valueOf(migration.getFilename())))
        .toList();
  }

  private static Path folder(Class<?> inside) throws URISyntaxException {
    return Path.of(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static void add(MessageDigest digest, Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(CampaignProgress::counts).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static boolean counts(Path file) {
    String name = file.toString();
    return name.endsWith(".class")
        && !name.matches(".*Test(\\$.*)?[.]class")
        && (name.contains("/service/chain/") || name.endsWith("Projection.class"));
  }
}
