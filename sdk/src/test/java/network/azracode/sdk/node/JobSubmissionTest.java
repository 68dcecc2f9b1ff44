// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JobSubmissionTest {
  private static final String CANARY = "canary-5e0f";

  @Test
  void termsAndEnvelopeComeBackAsTheyWere() {
    var sent = new JobSubmission(Jobs.terms(1), CANARY.getBytes(UTF_8));
    var read = JobSubmission.parse(sent.encode());
    assertThat(read.terms()).isEqualTo(sent.terms());
    assertThat(read.envelope()).isEqualTo(sent.envelope());
  }

  @Test
  void everyTruncationOfLengthAndTermsIsRefused() {
    byte[] whole = new JobSubmission(Jobs.terms(1), new byte[0]).encode();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> JobSubmission.parse(cut))
          .as("first %d bytes", length)
          .isInstanceOf(RefusedRequest.class);
    }
  }

  @Test
  void aLengthBeyondTheBodyOrBelowZeroIsRefused() {
    for (int length : new int[] {-1, 0, 9, Integer.MAX_VALUE}) {
      byte[] body = ByteBuffer.allocate(12).putInt(length).array();
      assertThatThrownBy(() -> JobSubmission.parse(body))
          .isInstanceOf(RefusedRequest.class)
          .hasMessageContaining("expected 1 to 8 bytes");
    }
  }

  @Test
  void noByteOfTheBodyIsRepeatedInTheError() {
    byte[] json = ("{\"" + CANARY + "\":1}").getBytes(UTF_8);
    byte[] body = ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
    assertThatThrownBy(() -> JobSubmission.parse(body))
        .isInstanceOf(RefusedRequest.class)
        .message()
        .doesNotContain(CANARY);
  }
}
