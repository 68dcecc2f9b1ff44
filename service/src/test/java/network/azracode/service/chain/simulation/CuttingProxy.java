// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy to a local server that cuts a connection once the client has sent certain bytes. */
final class CuttingProxy implements AutoCloseable {
  private static final byte[] NEVER = {};

  private final int target;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile byte[] mark = NEVER;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  int cuts() {
    return cuts.get();
  }

  /** Once: the bytes themselves still arrive, what follows does not. */
  void cutAfter(byte[] bytes) {
    cuts.set(0);
    mark = bytes.clone();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(upstream);
        Thread.ofVirtual().start(() -> pump(client, upstream, true));
        Thread.ofVirtual().start(() -> pump(upstream, client, false));
      }
    } catch (SocketException closed) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pump(Socket from, Socket to, boolean watched) {
    byte[] buffer = new byte[1 << 12];
    try (from;
        to) {
      for (int read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        int end = watched ? endOfMark(buffer, read) : -1;
        to.getOutputStream().write(buffer, 0, end < 0 ? read : end);
        if (end >= 0) {
          mark = NEVER;
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException cut) {
      return;
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private int endOfMark(byte[] buffer, int read) {
    byte[] sought = mark;
    for (int at = 0; sought.length > 0 && at + sought.length <= read; at++) {
      int same = 0;
      while (same < sought.length && buffer[at + same] == sought[same]) {
        same++;
      }
      if (same == sought.length) {
        return at + same;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
