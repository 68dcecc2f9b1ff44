// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.AzraException;

/** The node answered a request with an error that is not a revert. Codes differ between nodes. */
public final class RpcException extends AzraException {
  private static final long serialVersionUID = 1L;

  private final int rpcCode;

  RpcException(String method, int rpcCode, String message) {
    super("chain.refused", "%s: the node answered %d, %s".formatted(method, rpcCode, message));
    this.rpcCode = rpcCode;
  }

  public int rpcCode() {
    return rpcCode;
  }
}
