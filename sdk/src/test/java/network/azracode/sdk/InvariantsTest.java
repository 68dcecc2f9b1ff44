// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk;

import static java.nio.file.FileVisitResult.CONTINUE;
import static java.nio.file.FileVisitResult.SKIP_SUBTREE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** [M-1] Whoever searches for an id finds one property, and tests that are there. */
class InvariantsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]-\\d+) \\|.*\\| (.+) \\|$");
  private static final Pattern QUOTE = Pattern.compile("\\b[A-Z]-\\d{1,2}\\b");
  private static final Pattern SUITE = Pattern.compile("\\b\\w+(?:Test|IT|\\.t\\.sol)\\b");
  private static final Pattern FAULTS = Pattern.compile("(?m)^\\| (S\\d.*?) \\|[^|]*\\|([^|]*)\\|");
  private static final Pattern FAULT = Pattern.compile("\\bS\\d{2}\\b");
  private static final Pattern DISPLAYED = Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\"");
  private static final Pattern SOURCE = Pattern.compile(".*\\.(?:java|sol|mjs|ts)");
  private static final Set<String> FOREIGN = Set.of("node_modules", "target", "generated");

  private final List<String> ids = new ArrayList<>();
  private final Map<String, String> suites = new TreeMap<>();
  private final Set<Path> tests = new TreeSet<>();

  InvariantsTest() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/INVARIANTS.md")));
    while (rows.find()) {
      ids.add(rows.group(1));
      suites.put(rows.group(1), rows.group(2));
    }
    for (String folder : List.of("sdk/src/test", "service/src/test", "contracts/test")) {
      Files.walkFileTree(ROOT.resolve(folder), new Sources());
    }
  }

  @Test
  void anIdMeansOneProperty() {
    assertThat(ids).hasSizeGreaterThan(250).doesNotHaveDuplicates();
  }

  @Test
  void whateverATestQuotesIsDefined() throws IOException {
    Map<String, Path> unknown = new TreeMap<>();
    for (Path source : tests) {
      Matcher quotes = QUOTE.matcher(Files.readString(source));
      while (quotes.find()) {
        if (!suites.containsKey(quotes.group())) {
          unknown.put(quotes.group(), source);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void whateverAPropertyNamesAsItsTestIsThere() {
    Set<String> there =
        tests.stream().map(test -> test.getFileName().toString()).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    suites.forEach((id, named) -> {
      Matcher suite = SUITE.matcher(named);
      while (suite.find()) {
        String file = suite.group().endsWith(".sol") ? suite.group() : suite.group() + ".java";
        if (!there.contains(file)) {
          missing.add(id + " " + suite.group());
        }
      }
    });
    assertThat(missing).isEmpty();
  }

  @Test
  void everyFaultOfTheChainStandsInTheNamesOfTheTestsOfItsRow() throws IOException {
    Set<String> faults = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    Matcher rows = FAULTS.matcher(Files.readString(ROOT.resolve("docs/chain.md")));
    while (rows.find()) {
      List<String> named =
          SUITE.matcher(rows.group(2)).results().map(suite -> suite.group()).toList();
      for (String id : FAULT.matcher(rows.group(1)).results().map(id -> id.group()).toList()) {
        faults.add(id);
        assertThat(named).as(id).isNotEmpty();
        for (String suite : named) {
          if (!isDisplayedBy(suite, id)) {
            missing.add(id + " " + suite);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(faults)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 21).mapToObj("S%02d"::formatted).toList());
  }

  private boolean isDisplayedBy(String suite, String id) throws IOException {
    for (Path test : tests) {
      if (test.endsWith(suite + ".java")
          && DISPLAYED
              .matcher(Files.readString(test))
              .results()
              .anyMatch(name -> name.group(1).contains(id))) {
        return true;
      }
    }
    return false;
  }

  private final class Sources extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return FOREIGN.contains(folder.getFileName().toString()) ? SKIP_SUBTREE : CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (SOURCE.matcher(file.getFileName().toString()).matches()) {
        tests.add(file);
      }
      return CONTINUE;
    }
  }
}
