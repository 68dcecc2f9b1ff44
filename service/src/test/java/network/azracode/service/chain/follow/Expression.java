// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of PromQL that our alert rules are written in: comparisons of a metric, its maximum or
 * its increase with a number, joined by {@code and}, and its absence. Anything else is refused, so
 * that a rule that is not understood is a rule that does not pass.
 */
record Expression(String text) {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "(?:(max|increase)\\()?([a-z_]+)(?:\\{([a-z]+)=\"([^\"]*)\"})?(?:\\[\\w+])?\\)?"
              + " (>|==) ([0-9.]+)");

  private static final Pattern ABSENCE = Pattern.compile("absent\\(([a-z_]+)\\)");

  /** Whether it would fire after the second scrape, given the first. */
  boolean fires(String before, String after) {
    Matcher absence = ABSENCE.matcher(text);
    if (absence.matches()) {
      return series(after, absence.group(1)).findAny().isEmpty();
    }
    return Arrays.stream(text.split(" and ")).allMatch(part -> comparison(part, before, after));
  }

  private static boolean comparison(String part, String before, String after) {
    Matcher matcher = COMPARISON.matcher(part.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected a comparison, found " + part);
    }
    String name = matcher.group(2);
    String label =
        matcher.group(3) == null ? "" : matcher.group(3) + "=\"" + matcher.group(4) + '"';
    double now = value(after, name, label);
    double compared = "increase".equals(matcher.group(1)) ? now - value(before, name, label) : now;
    double limit = Double.parseDouble(matcher.group(6));
    return matcher.group(5).equals(">") ? compared > limit : compared == limit;
  }

  /** The greatest of its series; a metric that nobody exposes is an error in the rule. */
  private static double value(String scrape, String name, String label) {
    return series(scrape, name)
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElseThrow(() -> new IllegalArgumentException("expected a metric, found no " + name));
  }

  private static Stream<String> series(String scrape, String name) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
  }
}
