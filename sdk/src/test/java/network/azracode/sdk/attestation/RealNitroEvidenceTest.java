// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** E-47: real Nitro documents under AWS's root, and the same documents attacked. */
class RealNitroEvidenceTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final NitroVerifier verifier = new NitroVerifier(TrustAnchors.vendors());

  /** One case: a document, and what must come out at which time. */
  record Case(String name, Octets document, JsonNode expected) {
    Instant time(String edge) {
      return Instant.parse(expected.get("validity").get(edge).asString());
    }

    boolean good() {
      return expected.get("expected").get("verdict").asString().startsWith("VERIFIES");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> all() {
    try (Stream<Path> folders = Files.list(AttestationVectors.folder().resolve("nitro"))) {
      return folders.sorted().map(RealNitroEvidenceTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Case> good() {
    return all().stream().filter(Case::good).toList();
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodDocumentsVerifyAndTheirFieldsAreRead(Case real) {
    VerifiedNitro verified = verify(real.document(), real.time("verifyAt"));
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
    assertThat(verified.expiresAt()).isEqualTo(real.time("notAfter"));
  }

  @Test
  void aDocumentUnderAnotherRootIsRefused() {
    Case real = named("bad-oyster-custom-root");
    Refused.with("evidence.chain.root", () -> verify(real.document(), real.time("verifyAt")));
    assertThat(NitroDocument.parse(real.document()).debug()).isTrue();
  }

  @Test
  void aDocumentThatIsNoCborIsRefused() {
    Case real = named("bad-base-malformed-cbor");
    Refused.with("evidence.malformed.cbor", () -> NitroDocument.parse(real.document()));
  }

  @ParameterizedTest
  @MethodSource("good")
  void documentsAreValidWithinTheirWindowOnly(Case real) {
    Instant from = real.time("notBefore");
    Instant until = real.time("notAfter");
    assertThat(verify(real.document(), from).verifiedAt()).isEqualTo(from);
    assertThat(verify(real.document(), until).verifiedAt()).isEqualTo(until);
    Refused.with("evidence.chain.notYetValid", () -> verify(real.document(), from.minusSeconds(1)));
    Refused.with("evidence.chain.expired", () -> verify(real.document(), until.plusSeconds(1)));
  }

  /** Every byte: all of a document is either signed or its form. */
  @ParameterizedTest
  @MethodSource("good")
  void noDocumentVerifiesWithAFlippedByte(Case real) {
    byte[] document = real.document().toByteArray();
    for (int i = 0; i < document.length; i++) {
      byte[] flipped = document.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> verify(Octets.of(flipped), real.time("verifyAt")))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void noTruncatedDocumentIsRead(Case real) {
    byte[] document = real.document().toByteArray();
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

  private static Case named(String name) {
    return all().stream().filter(real -> real.name().equals(name)).findFirst().orElseThrow();
  }

  private static Case read(Path folder) {
    try {
      return new Case(
          folder.getFileName().toString(),
          Octets.of(Files.readAllBytes(folder.resolve("document.cose"))),
          MAPPER.readTree(Files.readAllBytes(folder.resolve("expected.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Octets> hex(JsonNode fields, String name) {
    JsonNode value = fields.get(name);
    return value.isNull() ? Optional.empty() : Optional.of(Octets.of("0x" + value.asString()));
  }
}
