// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.AzraException;

/** A request that a node does not serve, with the HTTP status that says whose turn it is. */
public final class RefusedRequest extends AzraException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedRequest(int status, String code, String message) {
    super(code, message);
    this.status = status;
  }

  public int status() {
    return status;
  }

  static RefusedRequest malformed(String message) {
    return new RefusedRequest(400, "request.malformed", message);
  }

  static RefusedRequest tooLarge(String what, long max, long found) {
    return new RefusedRequest(
        413,
        "request.too-large",
        "%s: expected at most %d bytes, found %d".formatted(what, max, found));
  }

  /** The job is not one that this node takes on. */
  static RefusedRequest job(String code, String message) {
    return new RefusedRequest(409, code, message);
  }

  /** Come again. */
  static RefusedRequest busy(String code, String message) {
    return new RefusedRequest(503, code, message);
  }
}
