// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that fails once it is longer than it may be, with {@code rpc.too-large}, or takes longer
 * than it may take.
 */
final class BoundedAnswer extends FilterInputStream {
  private final long most;
  private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
  private volatile boolean late;
  private long read;

  /**
   * @param patience from now on
   */
  BoundedAnswer(InputStream body, long mostBytes, Duration patience) {
    super(body);
    this.most = mostBytes;
    finished
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(timeout -> {
          late = true;
          closeBody();
          return null;
        });
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = readInTime(into, from, length);
    read += Math.max(0, count);
    if (read > most) {
      throw RpcFailure.tooLarge(
          "expected an answer of at most %d bytes, found more".formatted(most));
    }
    return count;
  }

  private int readInTime(byte[] into, int from, int length) throws IOException {
    try {
      int count = in.read(into, from, length);
      if (!late) {
        return count;
      }
    } catch (IOException broken) {
      if (!late) {
        throw broken;
      }
    }
    throw new HttpTimeoutException("expected the whole answer in time");
  }

  @Override
  public void close() throws IOException {
    finished.complete(null);
    super.close();
  }

  /** Wakes whoever reads. */
  private void closeBody() {
    try {
      in.close();
    } catch (IOException broken) {
      // it is at its end all the same
    }
  }
}
