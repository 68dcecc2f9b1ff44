// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** E-47: real Nitro documents under AWS's root, and the same documents attacked. */
class RealNitroEvidenceTest {
  private final NitroVerifier verifier = new NitroVerifier(TrustAnchors.vendors());

  static List<VectorCase> good() {
    return Vectors.ofKind("nitro").stream().filter(VectorCase::genuine).toList();
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodDocumentsVerifyAndTheirFieldsAreRead(VectorCase real) {
    VerifiedNitro verified = verify(real.evidence(), real.verifyAt());
    JsonNode fields = real.expected().get("document");
    NitroDocument document = verified.evidence();
    assertThat(document.moduleId()).isEqualTo(fields.get("moduleId").asString());
    assertThat(document.digest()).isEqualTo(fields.get("digest").asString());
    assertThat(document.timestampMillis()).isEqualTo(fields.get("timestampMs").asLong());
    JsonNode pcrs = fields.get("pcrs");
    assertThat(document.pcrs()).hasSize(pcrs.size());
    document
        .pcrs()
        .forEach((index, pcr) ->
            assertThat(Optional.of(pcr)).isEqualTo(hex(pcrs, Integer.toString(index))));
    assertThat(document.publicKey()).isEqualTo(hex(fields, "publicKey"));
    assertThat(document.userData()).isEqualTo(hex(fields, "userData"));
    assertThat(document.nonce()).isEqualTo(hex(fields, "nonce"));
    assertThat(document.caBundle()).hasSize(fields.get("cabundleCount").asInt());
    assertThat(document.indefinite() ? "indefinite" : "definite")
        .isEqualTo(fields.get("payloadMap").asString());
    assertThat(document.tagged()).isEqualTo(!fields.get("coseTag").isNull());
    assertThat(verified.debug()).isFalse();
    assertThat(verified.expiresAt()).isEqualTo(real.notAfter());
  }

  @Test
  void aDocumentUnderAnotherRootIsRefused() {
    VectorCase real = named("bad-oyster-custom-root");
    Refused.with("evidence.chain.root", () -> verify(real.evidence(), real.verifyAt()));
    assertThat(NitroDocument.parse(real.evidence()).debug()).isTrue();
  }

  @Test
  void aDocumentThatIsNoCborIsRefused() {
    VectorCase real = named("bad-base-malformed-cbor");
    Refused.with("evidence.malformed.cbor", () -> NitroDocument.parse(real.evidence()));
  }

  @ParameterizedTest
  @MethodSource("good")
  void documentsAreValidWithinTheirWindowOnly(VectorCase real) {
    Instant from = real.notBefore();
    Instant until = real.notAfter();
    assertThat(verify(real.evidence(), from).verifiedAt()).isEqualTo(from);
    assertThat(verify(real.evidence(), until).verifiedAt()).isEqualTo(until);
    Refused.with("evidence.chain.notYetValid", () -> verify(real.evidence(), from.minusSeconds(1)));
    Refused.with("evidence.chain.expired", () -> verify(real.evidence(), until.plusSeconds(1)));
  }

  /** Every byte: all of a document is either signed or its form. */
  @ParameterizedTest
  @MethodSource("good")
  void noDocumentVerifiesWithAFlippedByte(VectorCase real) {
    byte[] document = real.evidence().toByteArray();
    for (int i = 0; i < document.length; i++) {
      byte[] flipped = document.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> verify(Octets.of(flipped), real.verifyAt()))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void noTruncatedDocumentIsRead(VectorCase real) {
    byte[] document = real.evidence().toByteArray();
    for (int length = 0; length < document.length; length += 3) {
      Octets truncated = Octets.of(Arrays.copyOf(document, length));
      assertThatThrownBy(() -> NitroDocument.parse(truncated))
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence.malformed."));
    }
  }

  private VerifiedNitro verify(Octets document, Instant at) {
    return verifier.verify(NitroDocument.parse(document), Collateral.NONE, at);
  }

  private static VectorCase named(String name) {
    return Vectors.ofKind("nitro").stream()
        .filter(real -> real.name().equals("nitro/" + name))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Octets> hex(JsonNode fields, String name) {
    JsonNode value = fields.get(name);
    return value.isNull() ? Optional.empty() : Optional.of(Octets.of("0x" + value.asString()));
  }
}
