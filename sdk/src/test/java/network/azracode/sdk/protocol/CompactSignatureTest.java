// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Sign;

class CompactSignatureTest {
  /** The key of EIP-2098's own examples. */
  private static final KeySigner EIP_2098 =
      KeySigner.ofKey(
          Bytes32.of("0x1234567890123456789012345678901234567890123456789012345678901234"));

  /** P-3. */
  @Test
  void messagesOfEip2098SignAsThereWritten() {
    CompactSignature even = EIP_2098.signMessage("Hello World");
    assertThat(even.r())
        .hasToString("0x68a020a209d3d56c46f38cc50a33f704f4a9a10a59377f8dd762ac66910e9b90");
    assertThat(even.vs())
        .hasToString("0x7e865ad05c4035ab5792787d4a0297a43617ae897930a6fe4d822b8faea52064");
    CompactSignature odd = EIP_2098.signMessage("It's a small(er) world");
    assertThat(odd.r())
        .hasToString("0x9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76");
    assertThat(odd.vs())
        .hasToString("0x939c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793");
  }

  /** P-3. */
  @Test
  void whatASignerSignedRecoversItsAddressInBothEncodings() {
    long seed = ThreadLocalRandom.current().nextLong();
    SignedTypeSamples samples = new SignedTypeSamples(new Random(seed));
    for (int round = 0; round < 20; round++) {
      KeySigner signer = KeySigner.ofKey(Keccak.hash(samples.word().toByteArray()));
      Bytes32 digest = samples.word();
      CompactSignature signature = signer.sign(digest);
      assertThat(signature.recover(digest)).as("seed %d", seed).isEqualTo(signer.address());
      assertThat(CompactSignature.ofBytes(signature.bytes64())).isEqualTo(signature);
      assertThat(CompactSignature.ofBytes(signature.bytes65())).isEqualTo(signature);
      assertThat(signature.recover(samples.word())).isNotEqualTo(signer.address());
    }
  }

  /** P-3: of the two forms that every ECDSA signature has, one only. */
  @Test
  void aHighSIsRefused() {
    CompactSignature signature = EIP_2098.sign(Bytes32.ZERO);
    byte[] bytes = signature.bytes65();
    BigInteger high = Sign.CURVE_PARAMS.getN().subtract(signature.s().toUnsigned());
    System.arraycopy(Bytes32.of(high).toByteArray(), 0, bytes, 32, 32);
    assertThatThrownBy(() -> CompactSignature.ofBytes(bytes))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("signature.malformed"))
        .hasMessageContaining("s: expected 1 to");
  }

  @Test
  void zeroesAndOtherLengthsAreRefused() {
    assertThatThrownBy(() -> CompactSignature.ofBytes(new byte[64]))
        .hasMessageContaining("r: expected 1 to");
    assertThatThrownBy(() -> CompactSignature.ofBytes(new byte[66]))
        .hasMessage("expected 64 or 65 bytes, found 66");
    byte[] wrongV = EIP_2098.sign(Bytes32.ZERO).bytes65();
    wrongV[64] = 29;
    assertThatThrownBy(() -> CompactSignature.ofBytes(wrongV)).hasMessageContaining("found 29");
  }

  /** P-3: half of all r are no point of the curve; a stranger may send any. */
  @Test
  void anRThatIsNoPointOfTheCurveRecoversNobody() {
    var signature =
        new CompactSignature(Bytes32.of(BigInteger.valueOf(5)), Bytes32.of(BigInteger.ONE));
    assertThatThrownBy(() -> signature.recover(Bytes32.ZERO))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("signature.unrecoverable"));
  }

  @Test
  void jsonIsRAndVs() {
    CompactSignature signature = EIP_2098.sign(Bytes32.ZERO);
    String json = Json.MAPPER.writeValueAsString(signature);
    assertThat(Json.MAPPER.readTree(json).propertyNames()).containsExactly("r", "vs");
    assertThat(Json.MAPPER.readValue(json, CompactSignature.class)).isEqualTo(signature);
  }
}
