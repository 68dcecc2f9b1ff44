// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the rows of one event go. Each parameter has a column of its name in snake case, unless
 * said otherwise; the position, block time and transaction come with every row by themselves.
 *
 * @param columns what each column holds
 */
public record EventTable(EventType event, String name, Map<String, Source> columns) {

  /** What a column is filled with. */
  public sealed interface Source {}

  /** The value of a parameter of the event. */
  public record Parameter(String name, WordType type) implements Source {}

  /** The same in each row of this event: tells events apart that share a table. */
  public record Constant(String value) implements Source {}

  public EventTable {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public static EventTable of(String name, String declaration) {
    EventType event = EventType.of(declaration);
    Map<String, Source> columns = new LinkedHashMap<>();
    for (EventParameter parameter : event.parameters()) {
      columns.put(snakeCase(parameter.name()), new Parameter(parameter.name(), parameter.type()));
    }
    return new EventTable(event, name, columns);
  }

  /** Fills a further column with a constant. */
  public EventTable with(String column, String constant) {
    Map<String, Source> more = new LinkedHashMap<>(columns);
    more.put(column, new Constant(constant));
    return new EventTable(event, name, more);
  }

  /** Fills a further column with a parameter that has a column of its own already. */
  public EventTable alsoAs(String column, String copied) {
    Map<String, Source> more = new LinkedHashMap<>(columns);
    more.put(copied, existing(column));
    return new EventTable(event, name, more);
  }

  /** Gives a parameter's column another name. */
  public EventTable renamed(String column, String wanted) {
    return alsoAs(column, wanted).without(column);
  }

  /** Leaves out what earlier rows tell already. */
  public EventTable without(String column) {
    existing(column);
    Map<String, Source> fewer = new LinkedHashMap<>(columns);
    fewer.remove(column);
    return new EventTable(event, name, fewer);
  }

  private Source existing(String column) {
    Source source = columns.get(column);
    if (source == null) {
      throw new IllegalArgumentException(
          "%s: expected one of %s, found %s".formatted(event.name(), columns.keySet(), column));
    }
    return source;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
