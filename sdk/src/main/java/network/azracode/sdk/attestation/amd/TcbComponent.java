// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

/** A part of AMD's trusted computing base that counts its own security versions. */
public enum TcbComponent {
  BOOTLOADER(1, "bootloader"),
  TEE(2, "TEE"),
  SNP(3, "SNP firmware"),
  SPARE_4(4, "spare component 4"),
  SPARE_5(5, "spare component 5"),
  SPARE_6(6, "spare component 6"),
  SPARE_7(7, "spare component 7"),
  MICROCODE(8, "microcode"),
  FMC(9, "FMC");

  private final int arc;
  private final String label;

  TcbComponent(int arc, String label) {
    this.arc = arc;
    this.label = label;
  }

  /** Last number of the OID under which an endorsement key's certificate states it. */
  int arc() {
    return arc;
  }

  /** As a sentence calls it. */
  public String label() {
    return label;
  }
}
