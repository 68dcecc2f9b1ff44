// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Set;

/** Which bits of a mask must be set, and which must not. */
public record Bits(Set<Integer> required, Set<Integer> forbidden) {
  public Bits {
    required = Set.copyOf(required);
    forbidden = Set.copyOf(forbidden);
  }
}
