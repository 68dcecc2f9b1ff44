// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;

/** Linked blocks with all logs of our contracts in them. Only {@link RangeVerifier} makes one. */
public final class VerifiedRange {
  private final List<Header> headers;
  private final List<ChainLog> logs;

  VerifiedRange(List<Header> headers, List<ChainLog> logs) {
    this.headers = List.copyOf(headers);
    this.logs = List.copyOf(logs);
  }

  /** Ascending, each the parent of the next; never empty. */
  public List<Header> headers() {
    return headers;
  }

  /** Ascending by block and index. */
  public List<ChainLog> logs() {
    return logs;
  }

  public Header first() {
    return headers.getFirst();
  }

  public Header last() {
    return headers.getLast();
  }

  /**
   * @param first block of a range
   * @throws RangeRefused if it does not stand on this block
   */
  public static void requireParent(Header first, Bytes32 hash) {
    if (!first.parentHash().equals(hash)) {
      throw new RangeRefused("parent of block " + first.number(), hash, first.parentHash());
    }
  }

  /** Time of a block of this range, Unix seconds. */
  public long timeOf(long number) {
    return headers.get(Math.toIntExact(number - first().number())).time();
  }
}
