// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {
  private static final String YAML =
      """
      name: development
      version: 1
      tees: [DEVELOPMENT]
      statuses: [UpToDate]
      anchors: {development: "%s"}
      measurements: {mrtd: ["0x%s"]}
      programs: ["%s"]
      maximumAgeSeconds: 600
      debug: false
      """
          .formatted(Bytes32.ZERO, "ab".repeat(48), Bytes32.ZERO);

  @Test
  void aPolicyIsReadAndNamedByTheDigestOfItsBytes() {
    PolicyDocument policy = PolicyDocument.parse(YAML.getBytes(UTF_8));
    assertThat(policy.digest()).isEqualTo(Keccak.hash(YAML.getBytes(UTF_8)));
    assertThat(policy.tees()).containsExactly(Tee.DEVELOPMENT);
    assertThat(policy.statuses()).containsExactly(TcbStatus.UP_TO_DATE);
    assertThat(policy.maximumAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.developmentRoot()).contains(Bytes32.ZERO);
  }

  /** E-7. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debug: false | debug: false\\nextra: 1",
        "debug: false | debug: maybe",
        "debug: false | debug: false\\ndebug: true",
        "debug: false | ''",
        "debug: false | debug: null",
        "name: development | name: null",
        "version: 1 | version: one",
        "version: 1 | version: 1.5",
        "[DEVELOPMENT] | [SGY]",
        "[DEVELOPMENT] | [7]",
        "[DEVELOPMENT] | []",
        "[DEVELOPMENT] | [DEVELOPMENT, DEVELOPMENT]",
        "[DEVELOPMENT] | [DEVELOPMENT, TDX]",
        "[DEVELOPMENT] | [TDX]",
        "[UpToDate] | [uptodate]",
        "mrtd: | mrtx:",
        "{development: | {intel: \"0x00\", development:",
        "{development: | {production:",
        "abab\"] | ab\"]",
        "maximumAgeSeconds: 600 | maximumAgeSeconds: 0",
        "maximumAgeSeconds: 600 | maximumAgeSeconds: 604801",
      })
  void aPolicyThatIsNotExactlyOneIsRefused(String from, String to) {
    String yaml = YAML.replace(from, to.replace("\\n", "\n"));
    assertThat(yaml).isNotEqualTo(YAML);
    assertThatThrownBy(() -> PolicyDocument.parse(yaml.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("policy.malformed"));
  }

  @Test
  void theHashOfProgramsDoesNotDependOnTheirOrder() {
    Bytes32 one = Keccak.hash(new byte[] {1});
    Bytes32 two = Keccak.hash(new byte[] {2});
    Bytes32 lower = one.compareTo(two) < 0 ? one : two;
    Bytes32 higher = lower.equals(one) ? two : one;
    assertThat(PolicyDocument.programsHash(Set.of(one, two)))
        .isEqualTo(Keccak.hash(lower.toByteArray(), higher.toByteArray()));
  }
}
