// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list sorted by a unique key.
 *
 * @param next where the following page begins: the key of this page's last item; empty at the end
 */
public record Page<T, K>(List<T> items, Optional<K> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows up to one more than the limit, which tells that there is another page
   */
  public static <T, K> Page<T, K> of(List<T> rows, PageLimit limit, Function<T, K> key) {
    if (rows.size() <= limit.items()) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> items = rows.subList(0, limit.items());
    return new Page<>(items, Optional.of(key.apply(items.getLast())));
  }
}
