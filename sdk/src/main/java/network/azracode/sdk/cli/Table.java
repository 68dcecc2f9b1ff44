// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows for a person, in columns as wide as what stands in them. */
public final class Table {
  private Table() {}

  /**
   * @param rows each with as many cells as there are headings
   */
  public static String of(List<String> headings, List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, headings.size()).map(column -> width(column, headings, rows)).toArray();
    return Stream.concat(Stream.of(headings), rows.stream())
        .map(row -> line(row, widths))
        .collect(Collectors.joining("\n"));
  }

  /** What a stranger wrote must not move a terminal's cursor. */
  public static String printable(String foreign) {
    return foreign.replaceAll("\\p{Cntrl}", "?");
  }

  private static int width(int column, List<String> headings, List<List<String>> rows) {
    return Stream.concat(Stream.of(headings), rows.stream())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> padded(printable(row.get(column)), widths[column]))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
