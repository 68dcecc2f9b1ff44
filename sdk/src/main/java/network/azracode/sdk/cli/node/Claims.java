// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What was paid out to a node, as the service's ledger tells it.
 *
 * @param net token base units
 * @param block up to which the ledger had come, on the first page
 */
record Claims(BigInteger net, int count, long block) {
  private static final int PAGE = 200;
  private static final int MAX_PAGES = 1_000;

  private record Page(AsOf asOf, List<Row> items, @Nullable String next) {}

  private record AsOf(long block) {}

  private record Row(String part, BigInteger amount) {}

  /**
   * Reads every page.
   *
   * @throws AzraException {@code claims.many}
   */
  static Claims read(ServiceHttp service, NodeId nodeId) {
    String path = "/api/v1/claims?limit=%d&node=%s".formatted(PAGE, nodeId);
    Page page = service.get(path).as(Page.class);
    Claims all = of(page, page.asOf().block());
    for (int pages = 1; page.next() != null; pages++) {
      if (pages == MAX_PAGES) {
        throw new AzraException(
            "claims.many", "expected at most %d pages of claims, found more".formatted(MAX_PAGES));
      }
      page = service.get(path + "&after=" + page.next()).as(Page.class);
      all = all.and(of(page, all.block));
    }
    return all;
  }

  private static Claims of(Page page, long block) {
    List<BigInteger> paid =
        page.items().stream().filter(row -> row.part().equals("net")).map(Row::amount).toList();
    return new Claims(paid.stream().reduce(BigInteger.ZERO, BigInteger::add), paid.size(), block);
  }

  private Claims and(Claims more) {
    return new Claims(net.add(more.net), count + more.count, block);
  }
}
