// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.local.LedgerPicture.AccountRow;
import network.azracode.service.local.LedgerPicture.AsOf;
import network.azracode.service.local.LedgerPicture.ClaimRow;
import network.azracode.service.local.LedgerPicture.JobRow;
import network.azracode.service.local.LedgerPicture.NodeRow;
import network.azracode.service.local.LedgerPicture.PolicyRow;
import network.azracode.service.local.LedgerPicture.SettlementRow;
import org.jspecify.annotations.Nullable;

/** Reads the ledger as anyone can: page by page, through REST. */
final class LedgerReads {
  private static final int ATTEMPTS = 20;
  private static final int LIMIT = 200;

  private final ServiceHttp service;

  private interface Rows<T> {
    AsOf asOf();

    List<T> items();

    @Nullable String next();
  }

  private record AccountPage(AsOf asOf, List<AccountRow> items, @Nullable String next)
      implements Rows<AccountRow> {}

  private record JobPage(AsOf asOf, List<JobRow> items, @Nullable String next)
      implements Rows<JobRow> {}

  private record NodePage(AsOf asOf, List<NodeRow> items, @Nullable String next)
      implements Rows<NodeRow> {}

  private record PolicyPage(AsOf asOf, List<PolicyRow> items, @Nullable String next)
      implements Rows<PolicyRow> {}

  private record SettlementPage(AsOf asOf, List<SettlementRow> items, @Nullable String next)
      implements Rows<SettlementRow> {}

  private record ClaimPage(AsOf asOf, List<ClaimRow> items, @Nullable String next)
      implements Rows<ClaimRow> {}

  /** The head moved on while its pages were read. */
  private static final class Moved extends Exception {
    private static final long serialVersionUID = 1L;
  }

  LedgerReads(ServiceHttp service) {
    this.service = service;
  }

  /** The block up to which the ledger has come. */
  AsOf head() {
    return service.get("/api/v1/policies").as(PolicyPage.class).asOf();
  }

  /** Open jobs of a client, newest first, at most a page of them. */
  List<JobRow> openJobs(Address client) {
    return service
        .get("/api/v1/jobs?state=open&limit=%d&client=%s".formatted(LIMIT, client))
        .as(JobPage.class)
        .items();
  }

  /**
   * Everything, as of one and the same block.
   *
   * @throws AzraException {@code ledger.moving} if the head never stands still for long enough
   */
  LedgerPicture picture() {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return pictureAsOf(head());
      } catch (Moved again) {
        // the chain went on: from the beginning
      }
    }
    throw new AzraException(
        "ledger.moving",
        "expected all pages as of one block, found none in %d attempts".formatted(ATTEMPTS));
  }

  private LedgerPicture pictureAsOf(AsOf asOf) throws Moved {
    return new LedgerPicture(
        asOf,
        all("accounts", AccountPage.class, asOf),
        all("jobs", JobPage.class, asOf),
        all("nodes", NodePage.class, asOf),
        all("policies", PolicyPage.class, asOf),
        all("settlements", SettlementPage.class, asOf),
        all("claims", ClaimPage.class, asOf));
  }

  private <T> List<T> all(String list, Class<? extends Rows<T>> type, AsOf asOf) throws Moved {
    List<T> rows = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      String path = "/api/v1/%s?limit=%d".formatted(list, LIMIT);
      String page = after.map(key -> path + "&after=" + key).orElse(path);
      Rows<T> found = service.get(page).as(type);
      if (!found.asOf().equals(asOf)) {
        throw new Moved();
      }
      rows.addAll(found.items());
      after = Optional.ofNullable(found.next());
    } while (after.isPresent());
    return rows;
  }
}
