// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * COSE_Sign1 (RFC 9052, 4.2) as AWS Nitro writes it: ES384 and nothing else in either header.
 *
 * @param signature r ‖ s, 96 bytes
 */
record CoseSign1(boolean tagged, Octets payload, Octets signature) {
  private static final long TAG = 18;
  private static final int SIGNATURE_LENGTH = 96;

  /** The map {1: -35}: algorithm ES384. */
  private static final Octets ES384 = Octets.of("0xa1013822");

  static CoseSign1 parse(Cbor cbor) {
    boolean tagged = cbor instanceof Cbor.Tagged(long tag, Cbor ignored) && tag == TAG;
    Cbor structure = tagged ? ((Cbor.Tagged) cbor).item() : cbor;
    if (structure instanceof Cbor.Array(List<Cbor> items)
        && items.size() == 4
        && items.get(0) instanceof Cbor.Bytes(Octets header)
        && items.get(1) instanceof Cbor.Entries(var unprotected, boolean open)
        && items.get(2) instanceof Cbor.Bytes(Octets payload)
        && items.get(3) instanceof Cbor.Bytes(Octets signature)) {
      require(header.equals(ES384), "protectedHeader", "the protected header {1: -35}");
      require(unprotected.isEmpty(), "unprotectedHeader", "an empty unprotected header");
      require(signature.length() == SIGNATURE_LENGTH, "signature", "a signature of 96 bytes");
      return new CoseSign1(tagged, payload, signature);
    }
    throw refused("cose", "an array of protected header, unprotected header, payload, signature");
  }

  /** The Sig_structure of RFC 9052, 4.4, with no external data. */
  Octets signedRange() {
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    structure.write(0x84);
    structure.write(0x6a);
    structure.writeBytes("Signature1".getBytes(StandardCharsets.US_ASCII));
    writeBytes(structure, ES384);
    writeBytes(structure, Octets.EMPTY);
    writeBytes(structure, payload);
    return Octets.of(structure.toByteArray());
  }

  private static void writeBytes(ByteArrayOutputStream out, Octets octets) {
    int length = octets.length();
    if (length < 24) {
      out.write(0x40 | length);
    } else if (length < 0x100) {
      out.write(0x58);
      out.write(length);
    } else {
      out.write(0x59);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(octets.toByteArray());
  }

  private static void require(boolean holds, String code, String expected) {
    if (!holds) {
      throw refused(code, expected);
    }
  }

  private static AzraException refused(String code, String expected) {
    return new AzraException(
        "evidence.malformed." + code, "COSE_Sign1: expected " + expected + ", found another");
  }
}
