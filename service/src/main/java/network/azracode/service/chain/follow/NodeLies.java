// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.Set;
import network.azracode.sdk.protocol.AzraException;

/**
 * Codes of what no honest node says of our chain: it contradicts itself, another node, or the rows
 * that we hold. A node that is slow, limited or away does not lie.
 */
final class NodeLies {
  static final Set<String> CODES =
      Set.of(
          "chain.refused",
          "chain.disagreement",
          "ledger.conflict",
          "ledger.refused",
          "rpc.foreign",
          "rpc.malformed");

  private NodeLies() {}

  static boolean isOne(RuntimeException failure) {
    return failure instanceof AzraException known && CODES.contains(known.code());
  }
}
