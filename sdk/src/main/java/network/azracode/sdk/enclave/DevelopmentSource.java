// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;

/** Evidence of a development TEE: real in form, with no hardware behind it. */
public final class DevelopmentSource implements EvidenceSource {
  private final DevelopmentTee tee;
  private final byte[] measurement;

  private DevelopmentSource(DevelopmentTee tee, byte[] measurement) {
    this.tee = tee;
    this.measurement = measurement.clone();
  }

  /**
   * @param folder of the development root; made on first use
   * @param measurement 48 bytes, the MRTD of all evidence from here
   */
  public static DevelopmentSource open(
      Path folder, byte[] measurement, Clock clock, SecureRandom random) {
    return new DevelopmentSource(DevelopmentTee.open(folder, clock, random), measurement);
  }

  @Override
  public EvidencePackage evidence(EnclaveBinding binding, PublicKeys keys, Domain registry) {
    byte[] quote = tee.quote(ReportData.of(binding, registry), measurement);
    return EvidencePackage.tdx(quote, binding, keys.sealing());
  }
}
