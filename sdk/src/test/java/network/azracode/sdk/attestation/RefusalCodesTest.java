// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** E-83: what makes evidence not genuine is documented by code, and some test produces each. */
class RefusalCodesTest {
  private static final Path MAIN = Path.of("src/main/java/network/azracode/sdk/attestation");
  private static final Path TESTS = Path.of("src/test/java/network/azracode/sdk/attestation");
  private static final Path DOCUMENT = Path.of("../docs/evidence.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `\\*\\.([a-zA-Z]+)` \\| (.*?) \\|");
  private static final Pattern ITEM = Pattern.compile("`([a-zA-Z]+)`");
  private static final Pattern REFUSED = Pattern.compile("(?:R|r)efused\\(\\s*\"([a-zA-Z.]+)\"");
  private static final Pattern LITERAL =
      Pattern.compile("\"(?:evidence\\.|collateral\\.)?([a-zA-Z.]+)\"");

  @Test
  void everyRefusalIsAssertedBySomeTest() {
    SortedSet<String> asserted = literals(TESTS, LITERAL);
    assertThat(documented())
        .hasSizeGreaterThan(60)
        .allSatisfy(code -> {
          String tail = code.substring(code.indexOf('.') + 1);
          assertThat(asserted.contains(code) || generic(code) && asserted.contains(tail))
              .as("%s is asserted", code)
              .isTrue();
        });
  }

  @Test
  void noRefusalIsUndocumented() {
    SortedSet<String> documented = documented();
    for (String code : literals(MAIN, REFUSED)) {
      assertThat(documented)
          .as(code)
          .anySatisfy(known -> assertThat("." + known).contains("." + code));
    }
    assertThat(
            literals(
                TESTS,
                Pattern.compile("Refused.with\\(\\s*\"(?:evidence|collateral)\\.([a-zA-Z.]+)\"")))
        .allSatisfy(code ->
            assertThat(
                    code.startsWith("malformed.")
                        || code.endsWith(".")
                        || documented.contains(code))
                .as(code)
                .isTrue());
  }

  /** Tests of chains and lists name what follows the subject alone. */
  private static boolean generic(String code) {
    return code.startsWith("chain.") || code.startsWith("crl.");
  }

  private static SortedSet<String> documented() {
    SortedSet<String> codes = new TreeSet<>();
    for (MatchResult row : ROW.matcher(read(DOCUMENT)).results().toList()) {
      List<String> items =
          ITEM.matcher(row.group(2)).results().map(match -> match.group(1)).toList();
      if (items.isEmpty()) {
        codes.add(row.group(1));
      }
      items.forEach(item -> codes.add(row.group(1) + "." + item));
    }
    return codes;
  }

  private static SortedSet<String> literals(Path folder, Pattern pattern) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> pattern.matcher(read(file)).results().toList().stream())
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
