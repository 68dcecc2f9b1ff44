// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.exceptions.ClientConnectionException;

/**
 * Looks for one event in a range of blocks, page by page. No provider says beforehand how wide a
 * page may be: one that is refused is halved.
 */
final class LogPages {
  private final Page page;

  /** Events in a range of blocks. */
  @FunctionalInterface
  interface Page {
    List<Log> read(BlockRange blocks);
  }

  LogPages(Page page) {
    this.page = page;
  }

  /**
   * The first event of the range; nothing is read behind it.
   *
   * @throws AzraException {@code chain.logs} when not even one block is answered for; {@code
   *     chain.unreachable}
   */
  Optional<Log> first(BlockRange range) {
    long width = range.to() - range.from() + 1;
    long from = range.from();
    while (from <= range.to()) {
      var next = new BlockRange(from, Math.min(range.to(), from + width - 1));
      try {
        List<Log> found = page.read(next);
        if (!found.isEmpty()) {
          return Optional.of(found.getFirst());
        }
        from = next.to() + 1;
      } catch (AzraException e) {
        if (!isRefusal(e)) {
          throw e;
        }
        width = halved(next, e);
      }
    }
    return Optional.empty();
  }

  /** Some say it in JSON, some by the status of their answer. */
  private static boolean isRefusal(AzraException e) {
    return e instanceof RpcException || e.getCause() instanceof ClientConnectionException;
  }

  private static long halved(BlockRange refused, AzraException why) {
    long width = refused.to() - refused.from() + 1;
    if (width == 1) {
      throw new AzraException(
          "chain.logs",
          "expected events of block %d, found a node that tells none: %s"
              .formatted(refused.from(), why.getMessage()),
          why);
    }
    return width / 2;
  }
}
