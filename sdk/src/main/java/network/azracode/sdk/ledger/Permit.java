// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.sdk.protocol.CompactSignature;

/**
 * An ERC-2612 permit, made by {@link Token#permit} for exactly the amount of the call it goes with.
 *
 * @param deadline last second at which it counts, unix seconds
 */
public record Permit(long deadline, CompactSignature signature) {
  BigInteger encodedDeadline() {
    return BigInteger.valueOf(deadline);
  }

  BigInteger v() {
    return BigInteger.valueOf(27 + signature.parity());
  }

  byte[] r() {
    return signature.r().toByteArray();
  }

  byte[] s() {
    return signature.s().toByteArray();
  }
}
