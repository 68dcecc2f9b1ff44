// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameChannelTest {
  @Test
  void framesComeBackAsTheyWereWritten() throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new FrameChannel(InputStream.nullInputStream(), out);
    writer.write(new byte[] {1});
    writer.write(new byte[70_000]);
    var reader = reading(out.toByteArray());
    assertThat(reader.read()).hasValue(new byte[] {1});
    assertThat(reader.read()).hasValue(new byte[70_000]);
    assertThat(reader.read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, FrameChannel.MAX_FRAME_BYTES + 1, Integer.MIN_VALUE})
  void aLengthOutsideOfTheLimitsIsRefusedBeforeAnythingIsReserved(int length) {
    byte[] start = ByteBuffer.allocate(4).putInt(length).array();
    assertThatThrownBy(() -> reading(start).read())
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("enclave.frame"));
  }

  @Test
  void anEndInsideAFrameIsNoCleanEnd() {
    assertThatThrownBy(() -> reading(new byte[] {0, 0, 0, 2, 1}).read())
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reading(new byte[] {0, 0}).read()).isInstanceOf(EOFException.class);
  }

  private static FrameChannel reading(byte[] bytes) {
    return new FrameChannel(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
  }
}
