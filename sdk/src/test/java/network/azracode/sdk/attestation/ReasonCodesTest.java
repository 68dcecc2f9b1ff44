// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** E-64: the documentation lists exactly the codes that the rules of this package give. */
class ReasonCodesTest {
  private static final Path SOURCES = Path.of("src/main/java/network/azracode/sdk/attestation");
  private static final Path DOCUMENT = Path.of("../docs/evidence.md");
  private static final Pattern CODE = Pattern.compile("\"([a-z]+\\.[a-zA-Z]+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+\\.[a-zA-Z]+)` \\|");
  private static final List<String> SPEAKERS =
      List.of(
          "Appraiser",
          "BindingRules",
          "DcapRules",
          "Measured",
          "NitroRules",
          "PlatformRules",
          "SnpRules",
          "TcbRules");

  @Test
  void everyCodeIsDocumentedAndNoOther() throws IOException {
    SortedSet<String> given = new TreeSet<>();
    for (String speaker : SPEAKERS) {
      given.addAll(find(CODE, Files.readString(SOURCES.resolve(speaker + ".java"))));
    }
    assertThat(given).hasSizeGreaterThan(30);
    assertThat(find(ROW, Files.readString(DOCUMENT))).isEqualTo(given);
  }

  private static SortedSet<String> find(Pattern pattern, String text) {
    SortedSet<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }
}
