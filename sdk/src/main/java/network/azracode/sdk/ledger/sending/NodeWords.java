// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.List;
import java.util.Locale;
import network.azracode.sdk.ledger.RpcException;
import network.azracode.sdk.protocol.AzraException;

/**
 * What nodes say of bytes that they have, or that they have something better for. Codes differ from
 * node to node, and Besu's are not Geth's; the words are alike.
 */
final class NodeWords {
  private static final List<String> HARMLESS =
      List.of(
          "known transaction", // Besu
          "already known", // Geth
          "already imported", // anvil, Reth
          "nonce too low",
          "underpriced");

  private NodeWords() {}

  /** Silence is harmless too: the bytes are kept, and will be sent again. */
  static boolean isHarmless(AzraException refused) {
    if (!(refused instanceof RpcException)) {
      return refused.code().startsWith("chain.");
    }
    String words = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return HARMLESS.stream().anyMatch(words::contains);
  }
}
