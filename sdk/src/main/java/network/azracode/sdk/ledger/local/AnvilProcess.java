// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A running anvil, child of this process; it ends with {@link #close} or with the JVM. */
public final class AnvilProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnvilProcess.class);
  private static final String PROGRAM = "anvil";
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final URI rpcUrl;
  private final Thread onExit;
  private final Optional<ChainKeeper> keeper;

  private AnvilProcess(Process process, int port, Optional<ChainDumps> dumps) {
    this.process = process;
    this.rpcUrl = loopback(port);
    this.onExit = OwnProcess.stopOnExit(process, "stop-anvil");
    dumps.ifPresent(kept -> goOn());
    this.keeper = dumps.map(kept -> ChainKeeper.start(rpcUrl, kept));
  }

  /**
   * Returns when the node answers. A kept chain goes on from its newest complete dump. A node that
   * an earlier, killed process left in the same folder is stopped first; it tells its chain before.
   *
   * @throws AzraException {@code node.failed} with what anvil said
   */
  public static AnvilProcess start(AnvilOptions options) {
    try {
      return options.folder().isPresent()
          ? startKept(options, options.folder().get())
          : start(options, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnvilProcess startKept(AnvilOptions options, Path folder) throws IOException {
    Files.createDirectories(folder);
    var dumps = new ChainDumps(folder);
    OwnProcess.find(pidFile(folder), PROGRAM).ifPresent(left -> takeOver(left, dumps));
    return start(options, Optional.of(dumps));
  }

  private static AnvilProcess start(AnvilOptions options, Optional<ChainDumps> dumps)
      throws IOException {
    Optional<Path> dump = dumps.isPresent() ? dumps.get().newest() : Optional.empty();
    Process process = new ProcessBuilder(options.command(dump)).redirectErrorStream(true).start();
    if (options.folder().isPresent()) {
      // before it is asked anything, so that a kill in between leaves no stranger behind
      OwnProcess.note(pidFile(options.folder().get()), process.toHandle(), options.port());
    }
    int port = portOf(process);
    if (options.folder().isPresent()) {
      OwnProcess.note(pidFile(options.folder().get()), process.toHandle(), port);
    }
    return new AnvilProcess(process, port, dumps);
  }

  private static void takeOver(OwnProcess left, ChainDumps dumps) {
    try {
      ChainKeeper.once(loopback(left.port()), dumps);
    } catch (AzraException silent) {
      // it goes on from an older dump then, as after a kill of the node itself
      LOG.warn("{}: {}", silent.code(), silent.getMessage());
    }
    left.stop();
  }

  private static Path pidFile(Path folder) {
    return folder.resolve("anvil.pid");
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  public URI rpcUrl() {
    return rpcUrl;
  }

  /** Completed when the node ends, whoever ended it. */
  public CompletableFuture<?> ended() {
    return process.onExit();
  }

  /**
   * Takes a dump of a kept chain now; returns once it is on disk.
   *
   * @throws AzraException {@code node.failed}
   */
  public void keep() {
    keeper.ifPresent(ChainKeeper::keep);
  }

  /** No block from now on: the head stays what it is. */
  public void stopMining() {
    request("evm_setIntervalMining", 0);
  }

  /** Gives an account a balance out of nothing: how a chain without funded accounts begins. */
  public void fund(Address account, BigInteger wei) {
    request("anvil_setBalance", account.toString(), "0x" + wei.toString(16));
  }

  /**
   * A kept chain wakes at the time of its genesis block. Its first new block must not be mined
   * then, before its own parent.
   */
  private void goOn() {
    request("anvil_setTime", Instant.now().getEpochSecond());
    request("evm_setIntervalMining", AnvilOptions.BLOCK_SECONDS);
  }

  private void request(String method, Object... parameters) {
    HttpService rpc = new HttpService(rpcUrl.toString());
    try {
      var response = new Request<>(method, List.of(parameters), rpc, Answer.class).send();
      if (response.hasError()) {
        throw new AzraException("node.failed", response.getError().getMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of whatever kind; only errors matter. */
  private static final class Answer extends Response<Object> {}

  @Override
  public void close() {
    keeper.ifPresent(this::keepForTheLastTime);
    OwnProcess.stop(process, onExit);
  }

  private void keepForTheLastTime(ChainKeeper last) {
    last.stop();
    try (last) {
      if (process.isAlive()) {
        last.keep();
      }
    } catch (AzraException e) {
      // it goes on from an older dump then, as after a kill
      LOG.warn("{}: {}", e.code(), e.getMessage());
    }
  }

  private static int portOf(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        drain(output);
        return Integer.parseInt(listening.group(1));
      }
    }
    throw new AzraException("node.failed", "anvil ended: " + String.join(" ", said));
  }

  /** An unread pipe fills up and stops the node. */
  private static void drain(BufferedReader output) {
    Thread.ofVirtual()
        .name("anvil-output")
        .start(() -> {
          try (output) {
            while (output.readLine() != null) {}
          } catch (IOException ended) {
            // the node has stopped; there is nothing more to read
          }
        });
  }
}
