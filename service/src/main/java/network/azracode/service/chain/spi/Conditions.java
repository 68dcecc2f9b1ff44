// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The WHERE of a query out of those filters that are present; SQL texts are constants only. */
public final class Conditions {
  private final List<String> texts = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds a condition with one {@code ?} if there is a value for it. */
  public Conditions and(String text, Optional<?> parameter) {
    parameter.ifPresent(value -> and(text, value));
    return this;
  }

  /** Adds a condition with one {@code ?} per parameter. */
  public Conditions and(String text, Object... values) {
    texts.add(text);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Adds the keyset of a page: rows on the far side of the position. */
  public Conditions beyond(String columns, String comparison, Optional<Position> position) {
    position.ifPresent(after ->
        and("(%s) %s (?, ?)".formatted(columns, comparison), after.block(), after.index()));
    return this;
  }

  /** Starts with a blank; empty without any condition. */
  public String sql() {
    return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
  }

  public List<Object> parameters() {
    return List.copyOf(parameters);
  }
}
