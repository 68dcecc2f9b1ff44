// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** E-22: no key exists off its curve, and it verifies its own raw signatures only. */
class EcKeyTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(EcCurve.class)
  void aKeyVerifiesWhatItSignedAndNothingElse(EcCurve curve) {
    KeyPair pair = pair(curve);
    EcKey key = EcKey.of(Origin.EVIDENCE, curve, pair.getPublic());
    Octets signature = TestKeys.sign(pair.getPrivate(), curve, MESSAGE);
    assertThat(key).isEqualTo(EcKey.of(Origin.EVIDENCE, curve, TestKeys.xAndY(pair, curve)));
    assertThat(key.verifies(Octets.of(MESSAGE), signature)).isTrue();
    assertThat(key.verifies(Octets.EMPTY, signature)).isFalse();
    assertThat(key.verifies(Octets.of(MESSAGE), Octets.of(new byte[signature.length()]))).isFalse();
    assertThat(key.verifies(Octets.of(MESSAGE), signature.slice(1, signature.length()))).isFalse();
    byte[] longer = Arrays.copyOf(signature.toByteArray(), signature.length() + 1);
    assertThat(key.verifies(Octets.of(MESSAGE), Octets.of(longer))).isFalse();
    assertThat(
            EcKey.of(Origin.EVIDENCE, curve, pair(curve).getPublic())
                .verifies(Octets.of(MESSAGE), signature))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(EcCurve.class)
  void aPointOffTheCurveIsNoKey(EcCurve curve) {
    byte[] point = TestKeys.xAndY(pair(curve), curve).toByteArray();
    point[point.length - 1] ^= 1;
    offCurve(curve, Octets.of(point));
    offCurve(curve, Octets.of(new byte[point.length]));
    offCurve(curve, Octets.of(new byte[point.length - 1]));
    byte[] tooLarge = new byte[point.length];
    Arrays.fill(tooLarge, (byte) 0xff);
    offCurve(curve, Octets.of(tooLarge));
  }

  @ParameterizedTest
  @EnumSource(EcCurve.class)
  void aKeyIsItsCoordinates(EcCurve curve) {
    KeyPair pair = pair(curve);
    Octets xAndY = TestKeys.xAndY(pair, curve);
    EcKey key = EcKey.of(Origin.EVIDENCE, curve, pair.getPublic());
    assertThat(key.xAndY()).isEqualTo(xAndY);
    assertThat(key).hasToString(xAndY.toString()).hasSameHashCodeAs(xAndY);
    assertThat(key).isNotEqualTo(EcKey.of(Origin.EVIDENCE, curve, pair(curve).getPublic()));
    assertThat(key).isNotEqualTo(xAndY);
  }

  @Test
  void aCertificatesKeyOnAnotherCurveIsRefused() {
    Refused.with(
        "collateral.key.kind",
        () -> EcKey.of(Origin.COLLATERAL, EcCurve.P256, TestKeys.p384().getPublic()));
    Refused.with(
        "collateral.key.kind",
        () -> EcKey.of(Origin.COLLATERAL, EcCurve.P384, TestKeys.rsa().getPublic()));
  }

  private static void offCurve(EcCurve curve, Octets point) {
    Refused.with("evidence.key.offCurve", () -> EcKey.of(Origin.EVIDENCE, curve, point));
  }

  private static KeyPair pair(EcCurve curve) {
    return curve == EcCurve.P256 ? TestKeys.p256() : TestKeys.p384();
  }
}
