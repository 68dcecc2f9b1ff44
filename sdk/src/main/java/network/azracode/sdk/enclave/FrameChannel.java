// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;

/** Frames over two pipes: four bytes of length, big-endian, then that many bytes. */
final class FrameChannel {
  /** An envelope of the largest size with its terms, and room to spare. */
  static final int MAX_FRAME_BYTES = Limits.MAX_ENVELOPE_BYTES + (64 << 10);

  private final DataInputStream in;
  private final DataOutputStream out;

  FrameChannel(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /**
   * Empty at a clean end.
   *
   * @throws EOFException when the stream ends inside a frame
   * @throws AzraException {@code enclave.frame} for a length outside of the limits
   */
  Optional<byte[]> read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    int length = first << 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      length |= in.readUnsignedByte() << shift;
    }
    requireLength(length);
    byte[] frame = new byte[length];
    in.readFully(frame);
    return Optional.of(frame);
  }

  void write(byte[] frame) throws IOException {
    requireLength(frame.length);
    out.writeInt(frame.length);
    out.write(frame);
    out.flush();
  }

  private static void requireLength(int length) {
    if (length < 1 || length > MAX_FRAME_BYTES) {
      throw new AzraException(
          "enclave.frame",
          "frame: expected 1 to %d bytes, found %s"
              .formatted(MAX_FRAME_BYTES, Integer.toUnsignedString(length)));
    }
  }
}
