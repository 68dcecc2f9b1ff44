// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.List;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;

/** Blocks and the logs of our contracts in them, as one node told them. */
record FetchedRange(long from, long to, List<Header> headers, List<ChainLog> logs) {

  static FetchedRange of(ChainSource source, long from, long to) {
    return new FetchedRange(from, to, source.headers(from, to), source.logs(from, to));
  }

  Header header(long number) {
    return headers.get(Math.toIntExact(number - from));
  }
}
