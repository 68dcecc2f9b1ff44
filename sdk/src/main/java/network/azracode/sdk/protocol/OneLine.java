// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** What others said, as it may stand in a status or a log: no line of ours can be made of it. */
public final class OneLine {
  private OneLine() {}

  /**
   * Its beginning, with a question mark in place of each character that is not printable ASCII.
   *
   * @param most characters
   */
  public static String of(String text, int most) {
    return text.substring(0, Math.min(most, text.length())).replaceAll("[^ -~]", "?");
  }
}
