// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import java.io.ByteArrayOutputStream;
import network.azracode.sdk.protocol.Octets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Asks the module for an attestation document: {@code {"Attestation": {"user_data", "nonce",
 * "public_key"}}}, byte strings or null.
 */
record NsmRequest(Octets userData, Octets publicKey) {
  private static final CBORMapper MAPPER = new CBORMapper();

  Octets encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator cbor = MAPPER.createGenerator(out)) {
      cbor.writeStartObject(this, 1);
      cbor.writeName("Attestation");
      cbor.writeStartObject(this, 3);
      cbor.writeBinaryProperty("user_data", userData.toByteArray());
      cbor.writeNullProperty("nonce");
      cbor.writeBinaryProperty("public_key", publicKey.toByteArray());
      cbor.writeEndObject();
      cbor.writeEndObject();
    }
    return Octets.of(out.toByteArray());
  }
}
