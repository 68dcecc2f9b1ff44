// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import org.junit.jupiter.api.Test;

class EvidencePackageTest {
  private static final EnclaveBinding BINDING =
      new EnclaveBinding(
          new NodeId(300),
          Address.of("0x00000000000000000000000000000000000000aa"),
          Address.of("0x00000000000000000000000000000000000000bb"),
          Keccak.hash(new byte[] {1}),
          new PolicyId(1),
          Keccak.hash(new byte[] {2}),
          1L << 40,
          Keccak.hash(new byte[] {3}));
  private static final EvidencePackage PACKAGE =
      new EvidencePackage(
          "tdx", Octets.of(new byte[300]), BINDING, Keccak.hash(), List.of(Octets.of("0x0102")));

  @Test
  void aPackageSurvivesItsEncoding() {
    assertThat(EvidencePackage.parse(PACKAGE.encode())).isEqualTo(PACKAGE);
    assertThat(PACKAGE.digest()).isEqualTo(Keccak.hash(PACKAGE.encode()));
  }

  @Test
  void keysStandInCanonicalOrder() {
    assertThat(Hex.encode(PACKAGE.encode()))
        .startsWith(
            "0xa5"
                + "6474797065"
                + "63746478"
                + "6762696e64696e67"
                + "a8"
                + "666e6f64654964"
                + "19012c");
  }

  /** E-8: no two byte strings are the same package, so its digest names it. */
  @Test
  void everyOtherEncodingOfTheSameContentIsRefused() {
    byte[] encoded = PACKAGE.encode();
    String hex = Hex.encode(encoded);
    refused(Arrays.copyOf(encoded, encoded.length + 1));
    refused(Hex.decode(hex.replace("19012c", "1a0000012c")));
    refused(Hex.decode(hex.replace("0xa5", "0xbf") + "ff"));
    refused(Hex.decode(hex.replace("63746478", "c063746478")));
  }

  /** E-8. */
  @Test
  void everyTruncationAndEveryOtherKeyIsRefused() {
    byte[] encoded = PACKAGE.encode();
    for (int length = 0; length < encoded.length; length++) {
      refused(Arrays.copyOf(encoded, length));
    }
    String hex = Hex.encode(encoded);
    refused(Hex.decode(hex.replace("666e6f64654964", "666e6f64654965")));
    refused(Hex.decode(hex.replace("63746478", "63737879")));
    refused(new byte[EvidencePackage.MAX_LENGTH + 1]);
    refused(Hex.decode("0x01"));
  }

  @Test
  void anyFlippedByteGivesAnotherPackageOrNone() {
    byte[] encoded = PACKAGE.encode();
    for (int i = 0; i < encoded.length; i++) {
      byte[] flipped = encoded.clone();
      flipped[i] ^= 1;
      try {
        assertThat(EvidencePackage.parse(flipped)).as("byte %d", i).isNotEqualTo(PACKAGE);
      } catch (AzraException e) {
        assertThat(e.code())
            .as("byte %d", i)
            .matches("evidence\\.malformed|bytes\\.length|value\\.range");
      }
    }
  }

  @Test
  void reportDataRepeatsSignerTagAndChallengeBehindTheDigest() {
    Domain registry = Domain.registry(1, Address.ZERO);
    Octets reportData = Octets.of(ReportData.of(BINDING, registry));
    assertThat(reportData.slice(0, 32).toString()).isEqualTo(BINDING.digest(registry).toString());
    assertThat(reportData.slice(32, 52).toString()).isEqualTo(BINDING.signer().toString());
    assertThat(reportData.slice(52, 64)).isEqualTo(Octets.of("0x415a52310000010000000000"));
  }

  private static void refused(byte[] cbor) {
    assertThatThrownBy(() -> EvidencePackage.parse(cbor))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
  }
}
