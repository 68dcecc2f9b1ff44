// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.nio.file.Path;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.attestation.AttestorKey;
import network.azracode.service.attestation.AttestorProperties;

/** Does the attestor's key answer, and is it nobody else's? */
final class AttestorKeyCheck {
  private final Settings settings;

  AttestorKeyCheck(Settings settings) {
    this.settings = settings;
  }

  void lookInto(Inspection inspection) {
    AttestorProperties attestor = settings.attestor();
    Path keystore = attestor.keystore();
    if (keystore != null) {
      inspection.check("attestor's keystore " + keystore, () -> require(attestor));
    }
    if (attestor.web3signer() != null) {
      inspection.check("attestor's Web3Signer", () -> require(attestor));
    }
  }

  private void require(AttestorProperties attestor) {
    Address address = AttestorKey.open(attestor).orElseThrow().address();
    if (settings.isProduction() && WellKnownKeys.contain(address)) {
      throw new AzraException(
          "attestor.development",
          "expected a key that nobody else has, found %s, which is in every development node"
              .formatted(address));
    }
  }
}
