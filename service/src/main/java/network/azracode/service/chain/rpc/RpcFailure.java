// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/**
 * A node did not answer, refused, or said something that is no answer. Providers word the same
 * refusal in many ways, so nothing is read into the text.
 */
public final class RpcFailure extends AzraException {
  private static final long serialVersionUID = 1L;

  RpcFailure(String code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }

  static RpcFailure unreachable(String message, @Nullable Throwable cause) {
    return new RpcFailure("rpc.unreachable", message, cause);
  }

  static RpcFailure refused(long code, String reason) {
    return new RpcFailure(
        "rpc.refused", "expected a result, found error %d: %s".formatted(code, reason), null);
  }

  static RpcFailure malformed(String message, @Nullable Throwable cause) {
    return new RpcFailure("rpc.malformed", message, cause);
  }

  /** A node that has a later block has this one too; its silence says nothing about the chain. */
  public static RpcFailure headerMissing(long number, long latest) {
    return malformed(
        "expected a header at %d, as the latest is %d, found none".formatted(number, latest), null);
  }

  static RpcFailure foreign(String message) {
    return new RpcFailure("rpc.foreign", message, null);
  }
}
