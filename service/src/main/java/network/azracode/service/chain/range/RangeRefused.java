// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import network.azracode.sdk.protocol.AzraException;

/** A node's answer contradicts itself: the chain moved meanwhile, or the node is wrong. */
public final class RangeRefused extends AzraException {
  private static final long serialVersionUID = 1L;

  RangeRefused(String what, Object expected, Object found) {
    this("chain.refused", what, expected, found);
  }

  private RangeRefused(String code, String what, Object expected, Object found) {
    super(code, "%s: expected %s, found %s".formatted(what, expected, found));
  }

  /** Two nodes contradict each other: one of them is on another branch, or lies. */
  static RangeRefused byWitness(String what, Object told, Object witnessed) {
    return new RangeRefused("chain.disagreement", "witness: " + what, told, witnessed);
  }
}
