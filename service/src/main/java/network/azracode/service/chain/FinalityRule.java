// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes a block final on this chain. */
public sealed interface FinalityRule {

  /** The chain says so itself, by the tags {@code safe} and {@code finalized}. */
  record Tags() implements FinalityRule {}

  /** So many blocks stand on it. */
  record Depth(int blocks) implements FinalityRule {}

  /** Its existence, as under QBFT. */
  record Immediate() implements FinalityRule {}

  /** From {@code finalized}, {@code depth:<n>} or {@code immediate}. */
  static FinalityRule of(String text) {
    Matcher depth = Pattern.compile("depth:(\\d{1,6})").matcher(text);
    if (depth.matches()) {
      return new Depth(Integer.parseInt(depth.group(1)));
    }
    return switch (text) {
      case "finalized" -> new Tags();
      case "immediate" -> new Immediate();
      default ->
          throw new IllegalArgumentException(
              "expected finalized, depth:<n> or immediate, found " + text);
    };
  }
}
