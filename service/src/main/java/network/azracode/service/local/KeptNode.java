// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A node's process, and the next one when it is gone. While everything is being stopped it may go:
 * Ctrl-C in a terminal reaches the nodes as well as us.
 */
final class KeptNode implements AutoCloseable {
  private final String name;
  private final Path home;
  private final List<String> options;
  private final BooleanSupplier stopping;
  private final PrintStream out;
  private volatile NodeProcess process;

  /**
   * Returns at once; the node starts, listens and attests on its own.
   *
   * @param name in what is told of it
   * @param home its log lies there
   * @param options of {@code azra node run}
   * @param stopping from when on it is not replaced
   */
  KeptNode(String name, Path home, List<String> options, BooleanSupplier stopping, PrintStream out)
      throws IOException {
    this.name = name;
    this.home = home;
    this.options = List.copyOf(options);
    this.stopping = stopping;
    this.out = out;
    this.process = NodeProcess.start(home, options);
  }

  boolean alive() {
    return process.alive();
  }

  void replaceIfGone() {
    // in this order: it goes after the stop has begun
    if (process.alive() || stopping.getAsBoolean()) {
      return;
    }
    out.printf("%s is gone, starting it again%n", name);
    try {
      process = NodeProcess.start(home, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, once it does; to be asked once. */
  URI endpoint() throws IOException {
    return process.endpoint();
  }

  @Override
  public void close() {
    process.close();
  }
}
