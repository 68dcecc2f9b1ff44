// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
   * Reads strictly; nothing of the body is ever repeated in an error.
   *
   * @throws RefusedRequest {@code request.malformed}
   */
  static JobSubmission parse(byte[] body) {
    if (body.length < Integer.BYTES) {
      throw RefusedRequest.malformed(
          "body: expected four bytes of length first, found " + body.length);
    }
    int termsBytes = ByteBuffer.wrap(body).getInt();
    int most = Math.min(MAX_TERMS_BYTES, body.length - Integer.BYTES);
    if (termsBytes < 1 || termsBytes > most) {
      throw RefusedRequest.malformed(
          "length of terms: expected 1 to %d bytes, found %s"
              .formatted(most, Integer.toUnsignedString(termsBytes)));
    }
    int envelopeAt = Integer.BYTES + termsBytes;
    return new JobSubmission(
        terms(Arrays.copyOfRange(body, Integer.BYTES, envelopeAt)),
        Arrays.copyOfRange(body, envelopeAt, body.length));
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
