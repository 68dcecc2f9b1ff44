// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** E-64: the documentation lists exactly the codes that the rules of this package give. */
class ReasonCodesTest {
  private static final Path SOURCES = Path.of("src/main/java/network/azracode/sdk/attestation");
  private static final Path DOCUMENT = Path.of("../docs/evidence.md");
  private static final Pattern CODE = Pattern.compile("\"([a-z]+\\.[a-zA-Z]+)\"");
  private static final Pattern OWN_BINDING = Pattern.compile("requireEqual\\(\\s*\"([a-zA-Z]+)\"");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z]+\\.[a-zA-Z]+)` \\| (none|warning|contraindicated) \\|");
  private static final List<String> SPEAKERS =
      List.of(
          "AgeRules",
          "Appraiser",
          "BindingRules",
          "DcapRules",
          "ForeignBindingRules",
          "Measured",
          "NitroRules",
          "PckRules",
          "PlatformRules",
          "SgxRules",
          "SnpFirmwareRules",
          "SnpRules",
          "TcbRules",
          "TdxRules",
          "binding/AddressAndNonce",
          "binding/DstackContent",
          "binding/FlashtestationsAddress",
          "binding/OasisKey",
          "binding/ReportDataParts",
          "intel/Shortfalls",
          "intel/TcbAssessment",
          "intel/TdxModule");

  @Test
  void everyCodeIsDocumentedAndNoOther() {
    SortedSet<String> given = new TreeSet<>();
    for (String speaker : SPEAKERS) {
      String source = read(SOURCES.resolve(speaker + ".java"));
      given.addAll(find(CODE, source));
      find(OWN_BINDING, source).forEach(field -> given.add("binding." + field));
    }
    assertThat(given).hasSizeGreaterThan(70);
    assertThat(documented()).isEqualTo(given);
  }

  /** Nobody gives reasons who is not listed above. */
  @Test
  void everySpeakerIsKnown() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> speaks(read(file)))
                  .map(file -> SOURCES.relativize(file).toString().replace(".java", "")))
          .isSubsetOf(SPEAKERS);
    }
  }

  static SortedSet<String> documented() {
    return find(ROW, read(DOCUMENT));
  }

  /** By code, as the documentation says. */
  static Map<String, Affirmation> tiers() {
    Map<String, Affirmation> tiers = new TreeMap<>();
    ROW.matcher(read(DOCUMENT))
        .results()
        .forEach(row ->
            tiers.put(row.group(1), Affirmation.valueOf(row.group(2).toUpperCase(Locale.ROOT))));
    return tiers;
  }

  private static boolean speaks(String source) {
    return source.contains("findings.") || source.contains("new Mismatch(");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedSet<String> find(Pattern pattern, String text) {
    SortedSet<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }
}
