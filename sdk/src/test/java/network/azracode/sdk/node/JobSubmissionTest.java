// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import network.azracode.sdk.protocol.JobTerms;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {
  private static final String CANARY = "canary-5e0f";

  @Test
  void termsAndEnvelopeComeBackAsTheyWere() throws IOException {
    var sent = new JobSubmission(Jobs.terms(1), CANARY.getBytes(UTF_8));
    var body = new ByteArrayInputStream(sent.encode());
    assertThat(JobSubmission.readTerms(body)).isEqualTo(sent.terms());
    assertThat(JobSubmission.readEnvelope(body, CANARY.length())).isEqualTo(sent.envelope());
  }

  @Test
  void anEnvelopeAboveTheLimitIsReadOneByteTooFarAndNoFurther() {
    var body = new ByteArrayInputStream(new byte[100]);
    assertThatThrownBy(() -> JobSubmission.readEnvelope(body, 9))
        .isInstanceOf(RefusedRequest.class)
        .hasMessageContaining("at most 9 bytes");
    assertThat(body.available()).isEqualTo(90);
  }

  @Test
  void everyTruncationOfLengthAndTermsIsRefused() {
    byte[] whole = new JobSubmission(Jobs.terms(1), new byte[0]).encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readTerms(cut))
          .as("first %d bytes", length)
          .isInstanceOf(RefusedRequest.class);
    }
  }

  @Test
  void aLengthBeyondTheBodyOrBelowZeroIsRefused() {
    for (int length : new int[] {-1, 0, JobSubmission.MAX_TERMS_BYTES + 1, Integer.MAX_VALUE}) {
      byte[] body = ByteBuffer.allocate(12).putInt(length).array();
      assertThatThrownBy(() -> readTerms(body))
          .isInstanceOf(RefusedRequest.class)
          .hasMessageContaining("expected 1 to 2048 bytes");
    }
  }

  @Test
  void noByteOfTheBodyIsRepeatedInTheError() {
    byte[] json = ("{\"" + CANARY + "\":1}").getBytes(UTF_8);
    byte[] body = ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
    assertThatThrownBy(() -> readTerms(body))
        .isInstanceOf(RefusedRequest.class)
        .message()
        .doesNotContain(CANARY);
  }

  private static JobTerms readTerms(byte[] body) throws IOException {
    return JobSubmission.readTerms(new ByteArrayInputStream(body));
  }
}
