// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import tools.jackson.core.JacksonException;

/**
 * Body of {@code PUT /v1/jobs/{jobId}}: four bytes with the length of the terms, big-endian, the
 * terms as JSON, then the envelope to its end.
 */
public record JobSubmission(JobTerms terms, byte[] envelope) {
  /** Room for the longest terms. */
  static final int MAX_TERMS_BYTES = 2_048;

  public byte[] encode() {
    byte[] json = Json.MAPPER.writeValueAsBytes(terms);
    return ByteBuffer.allocate(Integer.BYTES + json.length + envelope.length)
        .putInt(json.length)
        .put(json)
        .put(envelope)
        .array();
  }

  /**
   * Reads the terms alone, strictly; nothing of the body is ever repeated in an error.
   *
   * @throws RefusedRequest {@code request.malformed}
   */
  static JobTerms readTerms(InputStream body) throws IOException {
    byte[] length = body.readNBytes(Integer.BYTES);
    if (length.length < Integer.BYTES) {
      throw RefusedRequest.malformed(
          "body: expected four bytes of length first, found " + length.length);
    }
    int termsBytes = ByteBuffer.wrap(length).getInt();
    if (termsBytes < 1 || termsBytes > MAX_TERMS_BYTES) {
      throw RefusedRequest.malformed(
          "length of terms: expected 1 to %d bytes, found %s"
              .formatted(MAX_TERMS_BYTES, Integer.toUnsignedString(termsBytes)));
    }
    byte[] json = body.readNBytes(termsBytes);
    if (json.length < termsBytes) {
      throw RefusedRequest.malformed(
          "terms: expected %d bytes, found %d".formatted(termsBytes, json.length));
    }
    return terms(json);
  }

  /**
   * Reads what follows the terms, never more than the limit and a byte.
   *
   * @throws RefusedRequest {@code request.too-large}
   */
  static byte[] readEnvelope(InputStream body, int maxBytes) throws IOException {
    byte[] envelope = body.readNBytes(maxBytes + 1);
    if (envelope.length > maxBytes) {
      throw RefusedRequest.tooLarge("envelope", maxBytes, envelope.length);
    }
    return envelope;
  }

  private static JobTerms terms(byte[] json) {
    try {
      return Json.MAPPER.readValue(json, JobTerms.class);
    } catch (JacksonException e) {
      throw RefusedRequest.malformed(
          "terms: expected client, nodeId, signer, maxPrice, unitPrice, deadline, specCommitment"
              + " and nonce in JSON, found something else");
    }
  }
}
