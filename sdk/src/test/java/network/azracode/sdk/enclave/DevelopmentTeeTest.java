// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentTeeTest {
  /** Nodes start side by side on one folder. */
  @Test
  void manyThatOpenOneFolderAtOnceShareOneAuthority(@TempDir Path temporary) throws Exception {
    Path folder = temporary.resolve("development");
    List<Callable<Octets>> openings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      openings.add(() -> Octets.of(open(folder).certificates().getFirst()));
    }
    List<Octets> leaves = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(openings.size())) {
      for (Future<Octets> leaf : executor.invokeAll(openings)) {
        leaves.add(leaf.get());
      }
    }
    assertThat(leaves).hasSize(8).containsOnly(leaves.getFirst());
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(folder);
    }
  }

  @Test
  void aFolderThatHoldsSomethingElseIsRefusedAndKept(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> open(folder))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("development.unusable"));
    assertThat(file).hasContent("mine");
  }

  @Test
  void reportDataAndMeasurementHaveTheirLengths(@TempDir Path temporary) {
    DevelopmentTee tee = open(temporary.resolve("development"));
    assertThatThrownBy(() -> tee.quote(new byte[63], new byte[48]))
        .hasMessage("report data: expected 64 bytes, found 63");
    assertThatThrownBy(() -> tee.quote(new byte[64], new byte[32]))
        .hasMessage("MRTD: expected 48 bytes, found 32");
  }

  private static DevelopmentTee open(Path folder) {
    return DevelopmentTee.open(folder, Clock.systemUTC(), new SecureRandom());
  }
}
