// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web-socket server on loopback that does what a test tells it, down to single bytes. */
public final class ScriptedHeads implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Behaviour behaviour;

  /** What it does with a connection, from its first byte; the connection ends with it. */
  public interface Behaviour {
    /**
     * @param number of the connection, from 1
     */
    void meet(int number, Peer peer) throws IOException, InterruptedException;
  }

  public ScriptedHeads(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:%d/heads?key=1".formatted(server.getLocalPort()));
  }

  public int connections() {
    return connections.get();
  }

  public int openConnections() {
    return open.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> meet(number, socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void meet(int number, Socket socket) {
    try (socket) {
      behaviour.meet(number, new Peer(socket));
    } catch (IOException left) {
      // the other side has gone, as it may
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** The server's end of a connection. */
  public static final class Peer {
    private final OutputStream out;
    private final DataInputStream in;

    private Peer(Socket socket) throws IOException {
      this.out = socket.getOutputStream();
      this.in = new DataInputStream(socket.getInputStream());
    }

    /** Reads the request for a web socket. */
    public String request() throws IOException {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.readUnsignedByte());
      }
      return request.toString();
    }

    /** Opens the web socket and reads what it is asked for. */
    public String subscribed() throws IOException {
      request();
      write(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
      return frame();
    }

    /** Reads a short masked frame. */
    String frame() throws IOException {
      in.readUnsignedByte();
      byte[] mask = new byte[4];
      byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
      in.readFully(mask);
      in.readFully(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % 4];
      }
      return new String(payload, ISO_8859_1);
    }

    /** Sends bytes as they are. */
    public void write(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
    }

    /** Sends the head of a frame. */
    void head(int first, long length) throws IOException {
      out.write(ByteBuffer.allocate(10).put((byte) first).put((byte) 127).putLong(length).array());
    }

    /** Sends a whole message. */
    public void says(String text) throws IOException {
      head(0x81, text.length());
      write(text);
    }

    /** Keeps the connection until the other side ends it. */
    public void untilItLeaves() throws IOException {
      while (in.read() >= 0) {
        // what it still says is of no interest
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
