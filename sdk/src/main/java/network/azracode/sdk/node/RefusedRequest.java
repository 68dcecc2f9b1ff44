// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.AzraException;

/** A request that a node does not serve, with the HTTP status that says whose turn it is. */
public final class RefusedRequest extends AzraException {
  private static final long serialVersionUID = 1L;
  private static final int CONFLICT = 409;

  private final int status;
  private final boolean passing;

  private RefusedRequest(int status, String code, String message, boolean passing) {
    super(code, message);
    this.status = status;
    this.passing = passing;
  }

  RefusedRequest(int status, String code, String message) {
    this(status, code, message, false);
  }

  public int status() {
    return status;
  }

  /** The same request may be served in a second. */
  boolean isPassing() {
    return passing;
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
    return new RefusedRequest(CONFLICT, code, message);
  }

  /** The job is one that this node takes on before long. */
  static RefusedRequest later(String code, String message) {
    return new RefusedRequest(CONFLICT, code, message, true);
  }

  /** Too many of one kind; come again. */
  static RefusedRequest tooMany(String code, String message) {
    return new RefusedRequest(429, code, message, true);
  }

  /** Come again. */
  static RefusedRequest busy(String code, String message) {
    return new RefusedRequest(503, code, message, true);
  }
}
