// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-9: another build of the enclave measures differently, another place does not. */
class ClassPathMeasurementTest {
  @TempDir Path here;
  @TempDir Path elsewhere;

  @BeforeEach
  void writeTwoClassPaths() throws IOException {
    for (Path root : List.of(here, elsewhere)) {
      Files.createDirectories(root.resolve("classes/a"));
      Files.writeString(root.resolve("classes/a/One.class"), "one");
      Files.writeString(root.resolve("classes/Two.class"), "two");
      Files.writeString(root.resolve("library.jar"), "jar");
    }
  }

  @Test
  void theSameCodeElsewhereMeasuresTheSame() {
    assertThat(measure(here)).hasSize(48).isEqualTo(measure(elsewhere));
  }

  @Test
  void everyChangeOfCodeMeasuresDifferently() throws IOException {
    byte[] before = measure(here);
    Files.writeString(here.resolve("classes/a/One.class"), "eno");
    assertThat(measure(here)).isNotEqualTo(before);
    Files.writeString(here.resolve("classes/a/One.class"), "one");
    Files.move(here.resolve("classes/a/One.class"), here.resolve("classes/One.class"));
    assertThat(measure(here)).isNotEqualTo(before);
  }

  @Test
  void theOrderOfLibrariesCounts() {
    byte[] swapped =
        ClassPathMeasurement.of(List.of(here.resolve("library.jar"), here.resolve("classes")));
    assertThat(swapped).isNotEqualTo(measure(here));
  }

  private static byte[] measure(Path root) {
    return ClassPathMeasurement.of(List.of(root.resolve("classes"), root.resolve("library.jar")));
  }
}
