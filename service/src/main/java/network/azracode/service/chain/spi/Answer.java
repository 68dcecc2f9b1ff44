// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.function.Function;

/** What the ledger said, and as of which block: both read in one snapshot of the database. */
public record Answer<T>(AsOf asOf, T value) {

  public <U> Answer<U> map(Function<? super T, ? extends U> function) {
    return new Answer<>(asOf, function.apply(value));
  }
}
