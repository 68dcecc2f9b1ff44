// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import network.azracode.sdk.protocol.AzraException;

/** A request body beyond the limit; unchecked, so that no converter calls it malformed. */
final class BodyTooLarge extends AzraException {
  private static final long serialVersionUID = 1L;

  BodyTooLarge(int maxBytes) {
    super("request.too-large", "request body: expected at most " + maxBytes + " bytes, found more");
  }
}
