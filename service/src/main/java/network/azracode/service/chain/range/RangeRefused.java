// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import network.azracode.sdk.protocol.AzraException;

/** A node's answer contradicts itself: the chain moved meanwhile, or the node is wrong. */
public final class RangeRefused extends AzraException {
  private static final long serialVersionUID = 1L;

  RangeRefused(String what, Object expected, Object found) {
    super("chain.refused", "%s: expected %s, found %s".formatted(what, expected, found));
  }
}
