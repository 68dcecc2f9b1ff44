// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** E-86: report data is compared from its first byte to its last, under the hash that is named. */
class ReportDataPartsTest {
  private static final byte[] ABC = "abc".getBytes(US_ASCII);

  @Test
  void partsFollowEachOtherAndWhatIsSkippedMayBeAnything() {
    byte[] data = numbered();
    ReportDataParts parts =
        new ReportDataParts(Octets.of(data))
            .next("first", "first", Arrays.copyOfRange(data, 0, 20))
            .skip(12)
            .next("second", "second", Arrays.copyOfRange(data, 32, 64));
    assertThat(parts.end()).isEmpty();
  }

  @Test
  void aPartThatDiffersIsToldWithItsPlace() {
    byte[] data = numbered();
    List<Mismatch> mismatches =
        new ReportDataParts(Octets.of(data)).skip(4).next("part", "the part", new byte[2]).end();
    assertThat(mismatches).extracting(Mismatch::code).containsExactly("part");
    assertThat(mismatches.getFirst().sentence())
        .isEqualTo(
            "Report data [4:6] is 0x0506, needs the part 0x0000: ask the enclave for evidence that"
                + " binds it.");
  }

  @Test
  void whatIsLeftMustBeZeroToTheLastByte() {
    byte[] data = new byte[64];
    data[0] = 7;
    byte[] first = Arrays.copyOf(data, 20);
    assertThat(new ReportDataParts(Octets.of(data)).next("a", "a", first).restIsZero()).isEmpty();
    for (int place : new int[] {20, 63}) {
      byte[] other = data.clone();
      other[place] = 1;
      assertThat(new ReportDataParts(Octets.of(other)).next("a", "a", first).restIsZero())
          .extracting(Mismatch::code)
          .containsExactly("binding.padding");
    }
  }

  @Test
  void reportDataOfAnotherLengthIsToldOnceAndNotCompared() {
    assertThat(new ReportDataParts(Octets.of(new byte[63])).next("a", "a", ABC).restIsZero())
        .extracting(Mismatch::code)
        .containsExactly("binding.length");
  }

  @Test
  void anAddressAndTheHashOfOneAreCalledByTheirNames() {
    AddressAndNonce bare = new AddressAndNonce(Address.ZERO, Optional.empty(), Bytes32.ZERO);
    AddressAndNonce certified =
        new AddressAndNonce(Address.ZERO, Optional.of(Bytes32.ZERO), Bytes32.ZERO);
    Octets other = Octets.of(numbered());
    assertThat(bare.mismatches(other).getFirst().sentence()).contains("needs address 0x0000");
    assertThat(certified.mismatches(other).getFirst().sentence()).contains("needs the hash 0x");
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_256, SHA-256",
    "SHA_384, SHA-384",
    "SHA_512, SHA-512",
    "SHA3_256, SHA3-256",
    "SHA3_384, SHA3-384",
    "SHA3_512, SHA3-512"
  })
  void hashesAreThoseOfTheirStandards(DstackHash hash, String standard)
      throws NoSuchAlgorithmException {
    assertThat(hash.of(ABC)).isEqualTo(MessageDigest.getInstance(standard).digest(ABC));
  }

  /** Of "abc", as published with Keccak's reference code. */
  @Test
  void keccakIsTheOneBeforeTheStandard() {
    assertThat(DstackHash.KECCAK_256.of(ABC)).isEqualTo(Keccak.hash(ABC).toByteArray());
    assertThat(hex(DstackHash.KECCAK_384.of(ABC)))
        .isEqualTo(
            "f7df1165f033337be098e7d288ad6a2f74409d7a60b49c36642218de161b1f99f8c681e4afaf31a34db29fb"
                + "763e3c28e");
    assertThat(hex(DstackHash.KECCAK_512.of(ABC)))
        .isEqualTo(
            "18587dc2ea106b9a1563e32b3312421ca164c7f1f07bc922a9c83d77cea3a1e5d0c69910739025372dc14ac"
                + "9642629379540c17e2a65b19d77aa511a9d00bb96");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] numbered() {
    byte[] bytes = new byte[64];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }
}
