// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.AzraException;

/** Every damage of one byte before the certificates, and every truncation. */
final class QuoteMutations {
  private static final int SIGNED_LENGTH = 632;

  private QuoteMutations() {}

  static void noneVerifies(byte[] quote, TrustAnchors anchors, Instant at) {
    EvidenceVerifier verifier = new EvidenceVerifier(anchors);
    TdxQuote parsed = TdxQuote.parse(quote);
    assertThat(verifier.verify(parsed, Collateral.NONE, at).evidence()).isEqualTo(parsed);
    int authDataSize = ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN).getInt(SIGNED_LENGTH);
    int end = SIGNED_LENGTH + 4 + authDataSize;
    int certificates = end - parsed.quotingEnclave().certificates().length();
    for (int i = 0; i < certificates; i++) {
      byte[] damaged = quote.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> verifier.verify(TdxQuote.parse(damaged), Collateral.NONE, at))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
    for (int length = 0; length < end; length++) {
      byte[] truncated = Arrays.copyOf(quote, length);
      assertThatThrownBy(() -> TdxQuote.parse(truncated))
          .as("truncated to %d bytes", length)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
    }
  }
}
