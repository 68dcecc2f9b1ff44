// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import network.azracode.sdk.ledger.HttpAddress;
import network.azracode.sdk.protocol.OneLine;

/**
 * One web-socket connection (RFC 6455) that tells when a message came and keeps nothing of it. All
 * that a peer could make us spend has a limit: the head of its answer, the length of a frame,
 * frames per second, and the time until a message is complete. The JDK's own client would collect
 * the whole body that comes with a refusal.
 */
final class HeadSocket implements Closeable {
  private static final int MOST_HEAD_BYTES = 8 << 10;
  private static final int MOST_TOLD_CHARACTERS = 100;
  private static final int MOST_FRAME_BYTES = 64 << 10;
  private static final int MOST_CONTROL_BYTES = 125;
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(10);

  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MASK_BYTES = 4;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final Socket plain;
  private final DataInputStream in;
  private final OutputStream out;

  private HeadSocket(Socket plain, Socket secured) throws IOException {
    this.plain = plain;
    this.in = new DataInputStream(new BufferedInputStream(secured.getInputStream()));
    this.out = secured.getOutputStream();
  }

  /**
   * Connects and shakes hands.
   *
   * @param url {@code ws} or {@code wss}
   * @param patience for all of it
   */
  static HeadSocket open(URI url, Duration patience) throws IOException {
    Socket plain = new Socket();
    try (SocketDeadline deadline = SocketDeadline.of(plain, patience)) {
      boolean secure = "wss".equals(url.getScheme());
      int port = url.getPort() < 0 ? secure ? 443 : 80 : url.getPort();
      plain.connect(new InetSocketAddress(url.getHost(), port));
      HeadSocket opened = new HeadSocket(plain, secure ? secured(plain, url, port) : plain);
      opened.shakeHands(url);
      return opened;
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  private static Socket secured(Socket plain, URI url, int port) throws IOException {
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secured = (SSLSocket) factory.createSocket(plain, url.getHost(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** What the answer says beside its status is of no interest: nothing will be believed. */
  private void shakeHands(URI url) throws IOException {
    byte[] nonce = new byte[16];
    ThreadLocalRandom.current().nextBytes(nonce);
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String request =
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: %s\r
        Sec-WebSocket-Version: 13\r
        \r
        """
            .formatted(
                path + query,
                HttpAddress.hostAndPort(url),
                Base64.getEncoder().encodeToString(nonce));
    out.write(request.getBytes(ISO_8859_1));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      head.append((char) in.readUnsignedByte());
      if (head.length() > MOST_HEAD_BYTES) {
        throw new IOException(
            "expected a head of at most %d bytes, found more".formatted(MOST_HEAD_BYTES));
      }
    }
    if (head.indexOf("HTTP/1.1 101 ") != 0) {
      String found = OneLine.of(head.substring(0, head.indexOf("\r\n")), MOST_TOLD_CHARACTERS);
      throw new IOException("expected HTTP status 101, found \"%s\"".formatted(found));
    }
  }

  /** Says something, of at most 125 bytes. */
  void say(String text) throws IOException {
    send(TEXT, text.getBytes(ISO_8859_1));
  }

  /**
   * Returns at the end of the next message.
   *
   * @param patience how long it may take; heartbeats are no message
   */
  void awaitMessage(Duration patience) throws IOException, InterruptedException {
    try (SocketDeadline deadline = SocketDeadline.of(plain, patience)) {
      do {
        Thread.sleep(BETWEEN_FRAMES);
      } while (!endsMessage());
    }
  }

  /** Reads a frame away. */
  private boolean endsMessage() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    int opcode = first & OPCODE;
    long length =
        switch (second & LENGTH) {
          case TWO_BYTES -> in.readUnsignedShort();
          case EIGHT_BYTES -> in.readLong();
          default -> second & LENGTH;
        };
    int most = opcode > BINARY ? MOST_CONTROL_BYTES : MOST_FRAME_BYTES;
    if (length < 0 || length > most || (second & MASKED) != 0) {
      throw new IOException("expected a frame of at most %d bytes, unmasked".formatted(most));
    }
    switch (opcode) {
      case CLOSE -> throw new IOException("expected a frame, found the end");
      case PING -> send(PONG, in.readNBytes((int) length));
      default -> in.skipNBytes(length);
    }
    return opcode <= BINARY && (first & FINAL) != 0;
  }

  private void send(int opcode, byte[] payload) throws IOException {
    byte[] mask = new byte[MASK_BYTES];
    ThreadLocalRandom.current().nextBytes(mask);
    byte[] frame = new byte[2 + MASK_BYTES + payload.length];
    frame[0] = (byte) (FINAL | opcode);
    frame[1] = (byte) (MASKED | payload.length);
    System.arraycopy(mask, 0, frame, 2, MASK_BYTES);
    for (int i = 0; i < payload.length; i++) {
      frame[2 + MASK_BYTES + i] = (byte) (payload[i] ^ mask[i % MASK_BYTES]);
    }
    out.write(frame);
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
