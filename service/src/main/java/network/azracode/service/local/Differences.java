// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What does not agree, in words; the first hundred, and how many more there are. */
final class Differences {
  private static final int MAX_TOLD = 100;

  private final List<String> told = new ArrayList<>();
  private long untold;

  /** Amounts, addresses, times: whatever has an equality of its own. */
  void compare(String what, @Nullable Object ledger, @Nullable Object contracts) {
    if (!Objects.equals(ledger, contracts)) {
      add(
          "%s: expected %s as in the contracts, found %s in the ledger"
              .formatted(what, contracts, ledger));
    }
  }

  void add(String difference) {
    if (told.size() < MAX_TOLD) {
      told.add(difference);
    } else {
      untold++;
    }
  }

  List<String> all() {
    List<String> all = new ArrayList<>(told);
    if (untold > 0) {
      all.add("and %d more".formatted(untold));
    }
    return List.copyOf(all);
  }
}
