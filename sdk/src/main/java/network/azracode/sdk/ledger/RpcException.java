// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;

/**
 * The node answered a request with an error that is not a revert. Codes differ between nodes, and
 * its words are told as one short line.
 */
public final class RpcException extends AzraException {
  private static final long serialVersionUID = 1L;

  /** Of a node's own words. */
  static final int MOST_CHARACTERS = 200;

  private final int rpcCode;

  RpcException(String method, int rpcCode, String message) {
    super(
        "chain.refused",
        "%s: the node answered %d, %s"
            .formatted(method, rpcCode, OneLine.of(message, MOST_CHARACTERS)));
    this.rpcCode = rpcCode;
  }

  public int rpcCode() {
    return rpcCode;
  }
}
