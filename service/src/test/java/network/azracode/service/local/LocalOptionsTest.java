// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N-20: what the living network does not understand stops it before anything is touched. */
class LocalOptionsTest {
  @Test
  void withoutAnyItGoesOnInTheProjectOnTheFixedPort() {
    assertThat(LocalOptions.parse())
        .isEqualTo(new LocalOptions(Path.of(".azra"), 8_545, OptionalInt.empty(), List.of()));
  }

  @Test
  void itsOwnAreKeptFromTheService() {
    assertThat(
            LocalOptions.parse(
                "--server.port=0",
                "--azra.local.exit-after-jobs=20",
                "--azra.local.folder=elsewhere",
                "--azra.local.chain-port=0"))
        .isEqualTo(
            new LocalOptions(
                Path.of("elsewhere"), 0, OptionalInt.of(20), List.of("--server.port=0")));
  }

  @ParameterizedTest
  @CsvSource({
    "--azra.local.exit-after-job=20, property.unknown",
    "--azra.local.exit-after-jobs, property.malformed",
    "--azra.local.exit-after-jobs=, property.malformed",
    "--azra.local.exit-after-jobs=0, property.malformed",
    "--azra.local.exit-after-jobs=-1, property.malformed",
    "--azra.local.exit-after-jobs=1000001, property.malformed",
    "--azra.local.exit-after-jobs=99999999999, property.malformed",
    "--azra.local.chain-port=65536, property.malformed",
    "--azra.local.chain-port=http, property.malformed"
  })
  void aMisspeltOrMalformedOneIsNamed(String argument, String code) {
    String name = argument.substring(2).split("=")[0];
    assertThatThrownBy(() -> LocalOptions.parse(argument))
        .hasMessageContaining(name)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
