// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** E-61: real evidence that is accepted is accepted in no other form, beside nothing else. */
class VectorAttackTest {
  private static final int AUTH_SIZE_LENGTH = 4;

  static List<VectorCase> all() {
    return Vectors.all();
  }

  static List<VectorCase> accepted() {
    return Vectors.accepted();
  }

  /** One other value for every byte under the signature. */
  @ParameterizedTest
  @MethodSource("accepted")
  void noByteOfTheSignedRangeCanBeAnother(VectorCase real) {
    long seed = new Random().nextLong();
    byte[] flips = new byte[real.evidence().length()];
    new Random(seed).nextBytes(flips);
    Range signed = signed(real.evidence());
    List<Integer> affirmed =
        IntStream.range(signed.from, signed.to)
            .parallel()
            .filter(i -> {
              byte[] damaged = real.evidence().toByteArray();
              damaged[i] ^= flips[i] == 0 ? 1 : flips[i];
              return affirms(real, damaged);
            })
            .boxed()
            .toList();
    assertThat(affirmed).as("bytes that may be flipped, seed %d", seed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void nothingShorterThanItDeclaresToBeIsAccepted(VectorCase real) {
    List<Integer> affirmed =
        IntStream.range(0, declaredEnd(real.evidence()))
            .parallel()
            .filter(length -> affirms(real, Arrays.copyOf(real.evidence().toByteArray(), length)))
            .boxed()
            .toList();
    assertThat(affirmed).as("lengths").isEmpty();
  }

  /** Only a set that speaks of the same platform, at that time, may stand in for another. */
  @ParameterizedTest
  @MethodSource("all")
  void theCollateralOfOtherCasesVouchesForNothing(VectorCase real) {
    for (VectorCase other : Vectors.all()) {
      boolean affirmed = Strict.affirms(real.evidence(), other.collateral(), real.verifyAt());
      if (affirmed) {
        assertThat(mayVouch(real, other)).as("%s beside %s", real, other).isTrue();
      }
    }
  }

  private static boolean affirms(VectorCase real, byte[] evidence) {
    return Strict.affirms(Octets.of(evidence), real.collateral(), real.verifyAt());
  }

  /** Nitro documents carry all they need; chips' keys speak of one chip at one version alone. */
  private static boolean mayVouch(VectorCase real, VectorCase other) {
    if (real.expected().has("document")
        || real.collateral().digest().equals(other.collateral().digest())) {
      return true;
    }
    if (real.dcap() != other.dcap() || !other.expected().has("collateral")) {
      return sameChip(real.expected().get("fields"), other.expected().get("fields"));
    }
    JsonNode tcbInfo = other.expected().get("collateral").get("tcbInfo");
    return tcbInfo.get("id").asString().equals(real.expected().get("tee").asString())
        && tcbInfo
            .get("fmspc")
            .asString()
            .equalsIgnoreCase(real.expected().get("pck").get("fmspc").asString())
        && within(tcbInfo, real.verifyAt());
  }

  private static boolean sameChip(@Nullable JsonNode one, @Nullable JsonNode other) {
    return one != null
        && other != null
        && one.get("chip_id").equals(other.get("chip_id"))
        && one.get("reported_tcb").equals(other.get("reported_tcb"));
  }

  private static boolean within(JsonNode document, Instant at) {
    return !at.isBefore(Instant.parse(document.get("issueDate").asString()))
        && !at.isAfter(Instant.parse(document.get("nextUpdate").asString()));
  }

  private record Range(int from, int to) {}

  private static Range signed(Octets bytes) {
    return switch (EvidenceFormat.parse(bytes)) {
      case DcapQuote quote -> new Range(0, quote.signedRange().length());
      case SnpEvidence snp -> new Range(0, snp.report().signedRange().length());
      // protected header and payload: all but the array's head and the 98 bytes of signature
      case NitroDocument document ->
          new Range(1, bytes.length() - document.signature().length() - 2);
    };
  }

  private static int declaredEnd(Octets bytes) {
    return switch (EvidenceFormat.parse(bytes)) {
      case DcapQuote quote -> {
        int at = quote.signedRange().length();
        byte[] size = bytes.slice(at, at + AUTH_SIZE_LENGTH).toByteArray();
        yield at + AUTH_SIZE_LENGTH + ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt();
      }
      case SnpEvidence _ -> bytes.length();
      case NitroDocument _ -> bytes.length();
    };
  }
}
