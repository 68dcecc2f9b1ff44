// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.protocol.Octets;

/** Certificates of AMD's that fuzzing starts from. */
public final class AmdSeeds {
  private AmdSeeds() {}

  /** Of a chip's key before and after Turin, and of a provider's. */
  public static List<Octets> certificates() {
    return List.of(
        new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK).vek().der(),
        new AmdVendor(AmdProduct.TURIN, ReportKey.Kind.VCEK).vek().der(),
        new AmdVendor(AmdProduct.GENOA, ReportKey.Kind.VLEK).vek().der());
  }
}
