// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.List;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;

/** Blocks and the logs of our contracts in them, as one node told them. */
record FetchedRange(long from, long to, List<Header> headers, List<ChainLog> logs) {

  Header header(long number) {
    return headers.get(Math.toIntExact(number - from));
  }
}
