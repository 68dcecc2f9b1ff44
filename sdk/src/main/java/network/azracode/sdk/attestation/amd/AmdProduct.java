// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import static network.azracode.sdk.attestation.amd.TcbComponent.BOOTLOADER;
import static network.azracode.sdk.attestation.amd.TcbComponent.FMC;
import static network.azracode.sdk.attestation.amd.TcbComponent.MICROCODE;
import static network.azracode.sdk.attestation.amd.TcbComponent.SNP;
import static network.azracode.sdk.attestation.amd.TcbComponent.SPARE_4;
import static network.azracode.sdk.attestation.amd.TcbComponent.SPARE_5;
import static network.azracode.sdk.attestation.amd.TcbComponent.SPARE_6;
import static network.azracode.sdk.attestation.amd.TcbComponent.SPARE_7;
import static network.azracode.sdk.attestation.amd.TcbComponent.TEE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.evidence.CpuId;
import network.azracode.sdk.protocol.Octets;

/** A line of processors with a root of its own. Bergamo and Siena are Genoa to AMD's keys. */
public enum AmdProduct {
  MILAN("Milan", 64, List.of(BOOTLOADER, TEE, SPARE_4, SPARE_5, SPARE_6, SPARE_7, SNP, MICROCODE)),
  GENOA("Genoa", 64, List.of(BOOTLOADER, TEE, SPARE_4, SPARE_5, SPARE_6, SPARE_7, SNP, MICROCODE)),
  TURIN("Turin", 8, List.of(FMC, BOOTLOADER, TEE, SNP, SPARE_5, SPARE_6, SPARE_7, MICROCODE));

  private final String label;
  private final int hardwareIdLength;
  private final List<TcbComponent> tcbOrder;

  AmdProduct(String label, int hardwareIdLength, List<TcbComponent> tcbOrder) {
    this.label = label;
    this.hardwareIdLength = hardwareIdLength;
    this.tcbOrder = tcbOrder;
  }

  /** By combined family and model; ranges as AMD assigns them to its key distribution service. */
  public static Optional<AmdProduct> of(CpuId cpu) {
    int model = cpu.model();
    return switch (cpu.family()) {
      case 0x19 -> {
        if (model <= 0x0f) {
          yield Optional.of(MILAN);
        }
        boolean genoa = model <= 0x1f || (model >= 0xa0 && model <= 0xaf);
        yield genoa ? Optional.of(GENOA) : Optional.empty();
      }
      case 0x1a -> model <= 0x11 ? Optional.of(TURIN) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** By name as certificates write it, with or without a stepping: Milan, Milan-B0. */
  public static Optional<AmdProduct> of(String name) {
    int dash = name.indexOf('-');
    String line = dash < 0 ? name : name.substring(0, dash);
    return Arrays.stream(values()).filter(product -> product.label.equals(line)).findFirst();
  }

  /** As AMD spells it in certificates and addresses. */
  public String label() {
    return label;
  }

  /** Bytes of a chip's id in certificates. */
  int hardwareIdLength() {
    return hardwareIdLength;
  }

  /**
   * A chip's id as certificates and addresses have it.
   *
   * @param chipId the 64 bytes of a report, which shorter ids fill from the front
   */
  public Octets hardwareId(Octets chipId) {
    return chipId.slice(0, hardwareIdLength);
  }

  /** What each of the 8 bytes of a TCB version counts. */
  List<TcbComponent> tcbOrder() {
    return tcbOrder;
  }
}
