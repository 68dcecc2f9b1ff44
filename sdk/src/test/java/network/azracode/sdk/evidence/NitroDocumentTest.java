// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** E-42: documents are read within AWS's limits, in either form, and nothing is guessed. */
class NitroDocumentTest {
  private static final byte[] CERTIFICATE = {1, 2, 3};

  @Test
  void fieldsComeOutAsTheyStand() {
    byte[] userData = new byte[64];
    NitroDocument document =
        NitroDocument.parse(
            forge()
                .with("user_data", CborBytes.bytes(userData))
                .with("a key that AWS may add", CborBytes.NULL)
                .signedByNobody());
    assertThat(document.moduleId()).isEqualTo("i-0123-enc4567");
    assertThat(document.timestampMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(document.pcrs()).hasSize(16).containsKey(15);
    assertThat(document.pcrs().get(3)).isEqualTo(filled(48, 4));
    assertThat(document.certificate()).isEqualTo(Octets.of(CERTIFICATE));
    assertThat(document.caBundle()).containsExactly(Octets.of("0x04"), Octets.of("0x05"));
    assertThat(document.userData()).contains(Octets.of(userData));
    assertThat(document.publicKey()).isEmpty();
    assertThat(document.nonce()).isEmpty();
    assertThat(document.signature()).isEqualTo(filled(96, 0));
    assertThat(document.debug()).isFalse();
  }

  @Test
  void theSignatureCoversHeaderAndPayload() {
    Octets[] structure = new Octets[1];
    Octets bytes =
        forge()
            .sign(signed -> {
              structure[0] = Octets.of(signed);
              return new byte[96];
            });
    assertThat(NitroDocument.parse(bytes).signedRange()).isEqualTo(structure[0]);
  }

  @Test
  void bothLengthFormsAndTheTagAreReadAndTold() {
    NitroDocument open = NitroDocument.parse(forge().openMap().signedByNobody());
    assertThat(open.indefinite()).isTrue();
    assertThat(open.tagged()).isFalse();
    NitroDocument tagged =
        NitroDocument.parse(forge().document(cose -> CborBytes.tagged(18, cose)).signedByNobody());
    assertThat(tagged.tagged()).isTrue();
    assertThat(tagged.indefinite()).isFalse();
    assertThat(tagged.pcrs()).isEqualTo(open.pcrs());
  }

  @Test
  void anImageMeasuredAsZeroesOrNotAtAllIsADebugEnclave() {
    byte[] zeroes = CborBytes.map(CborBytes.unsigned(0), CborBytes.bytes(new byte[48]));
    assertThat(NitroDocument.parse(forge().with("pcrs", zeroes).signedByNobody()).debug()).isTrue();
    byte[] others =
        CborBytes.map(CborBytes.unsigned(1), CborBytes.bytes(filled(48, 1).toByteArray()));
    assertThat(NitroDocument.parse(forge().with("pcrs", others).signedByNobody()).debug()).isTrue();
  }

  static Stream<Arguments> wrongFields() {
    byte[] number = CborBytes.unsigned(1);
    byte[] long1025 = CborBytes.bytes(new byte[1025]);
    byte[] empty = CborBytes.bytes(new byte[0]);
    byte[] chain =
        CborBytes.array(
            Collections.nCopies(9, CborBytes.bytes(CERTIFICATE)).toArray(byte[][]::new));
    return Stream.of(
        Arguments.of("module_id", number, "payload"),
        Arguments.of("module_id", CborBytes.text(""), "moduleId"),
        Arguments.of("module_id", CborBytes.text("x".repeat(257)), "moduleId"),
        Arguments.of("digest", CborBytes.text("SHA256"), "digest"),
        Arguments.of("timestamp", CborBytes.unsigned(0), "timestamp"),
        Arguments.of("timestamp", CborBytes.unsigned(-1), "timestamp"),
        Arguments.of("timestamp", CborBytes.text("1"), "timestamp"),
        Arguments.of("pcrs", CborBytes.map(), "pcrs"),
        Arguments.of("pcrs", CborBytes.array(), "pcrs"),
        Arguments.of("pcrs", NitroForge.pcrs(33, 48), "pcrs"),
        Arguments.of("pcrs", NitroForge.pcrs(1, 47), "pcrs"),
        Arguments.of("pcrs", registers(CborBytes.unsigned(32)), "pcrs"),
        Arguments.of("pcrs", registers(CborBytes.unsigned(-1)), "pcrs"),
        Arguments.of("pcrs", registers(CborBytes.text("0")), "pcrs"),
        Arguments.of("certificate", empty, "certificate"),
        Arguments.of("certificate", long1025, "certificate"),
        Arguments.of("certificate", CborBytes.NULL, "certificate"),
        Arguments.of("cabundle", CborBytes.array(), "caBundle"),
        Arguments.of("cabundle", chain, "caBundle"),
        Arguments.of("cabundle", CborBytes.array(long1025), "caBundle"),
        Arguments.of("cabundle", CborBytes.NULL, "caBundle"),
        Arguments.of("public_key", long1025, "optional"),
        Arguments.of("public_key", empty, "optional"),
        Arguments.of("user_data", CborBytes.bytes(new byte[1025]), "optional"),
        Arguments.of("nonce", CborBytes.bytes(new byte[1025]), "optional"),
        Arguments.of("nonce", CborBytes.text(""), "optional"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void aFieldOutsideItsLimitsIsRefused(String field, byte[] value, String code) {
    refused(forge().with(field, value), code);
  }

  @Test
  void aMissingFieldIsRefusedUnlessItMayBeNull() {
    for (String field :
        List.of("module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle")) {
      refused(forge().without(field), "payload");
    }
    assertThat(NitroDocument.parse(forge().without("nonce").signedByNobody()).nonce()).isEmpty();
  }

  @Test
  void headersThatSayMoreThanEs384AreRefused() {
    refused(forge().protectedHeader("0xa10126"), "protectedHeader");
    refused(forge().protectedHeader("0xa2013822041801"), "protectedHeader");
    refused(forge().protectedHeader("0x"), "protectedHeader");
    refused(
        forge().unprotectedHeader(CborBytes.map(CborBytes.unsigned(4), CborBytes.NULL)),
        "unprotectedHeader");
  }

  static Stream<Arguments> wrongFrames() {
    UnaryOperator<byte[]> otherTag = cose -> CborBytes.tagged(17, cose);
    UnaryOperator<byte[]> twice = cose -> CborBytes.tagged(18, CborBytes.tagged(18, cose));
    UnaryOperator<byte[]> longer = cose -> Arrays.copyOf(cose, cose.length + 1);
    UnaryOperator<byte[]> three = cose -> CborBytes.array(CborBytes.NULL, CborBytes.NULL);
    return Stream.of(
        Arguments.of(otherTag, "cose"),
        Arguments.of(twice, "cose"),
        Arguments.of(longer, "trailing"),
        Arguments.of(three, "cose"));
  }

  @ParameterizedTest
  @MethodSource("wrongFrames")
  void whatIsNoPlainSignatureIsRefused(UnaryOperator<byte[]> frame, String code) {
    refused(forge().document(frame), code);
  }

  @Test
  void aPayloadWithARepeatedKeyOrMoreBehindItIsRefused() {
    refused(
        forge()
            .payload(map -> {
              byte[] again =
                  CborBytes.join(map, CborBytes.text("nonce"), CborBytes.bytes(new byte[1]));
              again[0]++;
              return again;
            }),
        "duplicateKey");
    refused(forge().payload(map -> Arrays.copyOf(map, map.length + 1)), "trailing");
    refused(forge().payload(map -> CborBytes.array()), "payload");
  }

  @Test
  void noTruncationIsRead() {
    byte[] document = forge().signedByNobody().toByteArray();
    for (int length = 0; length < document.length; length++) {
      Octets truncated = Octets.of(Arrays.copyOf(document, length));
      assertThatThrownBy(() -> NitroDocument.parse(truncated))
          .as("truncated to %d bytes", length)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence.malformed."));
    }
  }

  private static NitroForge forge() {
    return new NitroForge(
        CERTIFICATE,
        List.of(new byte[] {4}, new byte[] {5}),
        Instant.ofEpochMilli(1_700_000_000_123L));
  }

  private static byte[] registers(byte[] key) {
    return CborBytes.map(key, CborBytes.bytes(new byte[48]));
  }

  private static Octets filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Octets.of(bytes);
  }

  private static void refused(NitroForge forge, String code) {
    assertThatThrownBy(() -> NitroDocument.parse(forge.signedByNobody()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed." + code));
  }
}
