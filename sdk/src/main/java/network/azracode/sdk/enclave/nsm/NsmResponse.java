// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import java.util.Map;
import network.azracode.sdk.evidence.Cbor;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/** What the module answers when it is asked for a document. */
sealed interface NsmResponse {

  /** {@code {"Attestation": {"document": …}}}. */
  record Attestation(Octets document) implements NsmResponse {}

  /** {@code {"Error": "…"}}. */
  record Refusal(NsmError error) implements NsmResponse {}

  /**
   * Reads one response.
   *
   * @throws AzraException {@code tee.malformed}, or {@code evidence.malformed.*} where it is no
   *     CBOR
   */
  static NsmResponse parse(Octets cbor) {
    Cbor response = Cbor.parse(cbor, NsmDevice.MAX_RESPONSE_LENGTH);
    if (only(response, "Attestation") instanceof Cbor attestation
        && only(attestation, "document") instanceof Cbor.Bytes(Octets document)) {
      return new Attestation(document);
    }
    if (only(response, "Error") instanceof Cbor.Text(String label)) {
      return NsmError.of(label).map(Refusal::new).orElseThrow(NsmResponse::malformed);
    }
    throw malformed();
  }

  /** The value of a map's one key. */
  private static @Nullable Cbor only(Cbor item, String key) {
    return item instanceof Cbor.Entries(Map<Cbor, Cbor> entries, boolean open)
            && entries.size() == 1
        ? entries.get(new Cbor.Text(key))
        : null;
  }

  private static AzraException malformed() {
    return new AzraException(
        "tee.malformed", "Nitro Security Module: expected a document or an error, found neither");
  }
}
