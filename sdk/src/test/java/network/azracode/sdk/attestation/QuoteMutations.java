// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.AzraException;

/** Every damage of one byte before the certificates, and every truncation. */
final class QuoteMutations {
  private QuoteMutations() {}

  static void noneVerifies(byte[] quote, TrustAnchors anchors, Collateral collateral, Instant at) {
    EvidenceVerifier verifier = new EvidenceVerifier(anchors);
    DcapQuote parsed = DcapQuote.parse(quote);
    assertThat(verifier.verify(parsed, collateral, at).evidence()).isEqualTo(parsed);
    int signed = parsed.signedRange().length();
    int end = signed + 4 + ByteBuffer.wrap(quote).order(ByteOrder.LITTLE_ENDIAN).getInt(signed);
    int certificates = end - parsed.quotingEnclave().certification().data().length();
    for (int i = 0; i < certificates; i++) {
      byte[] damaged = quote.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> verifier.verify(DcapQuote.parse(damaged), collateral, at))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
    for (int length = 0; length < end; length++) {
      byte[] truncated = Arrays.copyOf(quote, length);
      assertThatThrownBy(() -> DcapQuote.parse(truncated))
          .as("truncated to %d bytes", length)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
    }
  }
}
