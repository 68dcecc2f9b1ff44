// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.enclave.EvidenceSource;
import network.azracode.sdk.enclave.PublicKeys;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Octets;

/**
 * Evidence of the Nitro enclave that this process runs in: the 64 bytes of the binding as user
 * data, the signer's key as public key. Not run on hardware.
 */
public record NsmSource(NsmDevice device) implements EvidenceSource {

  @Override
  public EvidencePackage evidence(EnclaveBinding binding, PublicKeys keys, Domain registry) {
    Octets userData = Octets.of(ReportData.of(binding, registry));
    Octets document = document(new NsmRequest(userData, keys.signer()));
    requireAnswered(NitroDocument.parse(document), userData, keys.signer());
    return new EvidencePackage(EvidencePackage.NITRO, document, binding, keys.sealing(), List.of());
  }

  private Octets document(NsmRequest request) {
    return switch (NsmResponse.parse(device.exchange(request.encode()))) {
      case NsmResponse.Attestation(Octets document) -> document;
      case NsmResponse.Refusal(NsmError error) ->
          throw new AzraException(
              "tee.nsm." + error.code(),
              "Nitro Security Module: expected a document, found the error " + error.label());
    };
  }

  /** A document for another request would only be refused later, by everybody. */
  private static void requireAnswered(NitroDocument document, Octets userData, Octets publicKey) {
    if (!document.userData().equals(Optional.of(userData))
        || !document.publicKey().equals(Optional.of(publicKey))) {
      throw new AzraException(
          "tee.malformed",
          "Nitro Security Module: expected a document for this request, found another's");
    }
  }
}
