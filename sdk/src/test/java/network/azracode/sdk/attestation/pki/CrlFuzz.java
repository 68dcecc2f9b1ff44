// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.math.BigInteger;
import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** Revocation lists, and questions put to them. */
public final class CrlFuzz {
  private CrlFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(CrlFuzz::read, input);
  }

  private static void read(byte[] encoded) {
    Crl list = Crl.parse("list", Octets.of(encoded));
    if (list.lists(BigInteger.ONE) && list.size() == 0) {
      throw new IllegalStateException("a list that is empty lists nothing");
    }
  }
}
