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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A running anvil, child of this process; it ends with {@link #close} or with the JVM. */
public final class AnvilProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final URI rpcUrl;
  private final Thread onExit;

  private AnvilProcess(Process process, int port) {
    this.process = process;
    this.rpcUrl = URI.create("http://127.0.0.1:" + port);
    this.onExit = new Thread(() -> Orphan.stop(process.toHandle()), "stop-anvil");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Returns when the node answers. A node that an earlier, killed process left in the same folder
   * is stopped first, so that it writes down its chain.
   *
   * @throws AzraException {@code node.failed} with what anvil said
   */
  public static AnvilProcess start(AnvilOptions options) {
    try {
      Optional<Path> pidFile = options.folder().map(folder -> folder.resolve("anvil.pid"));
      if (pidFile.isPresent()) {
        Files.createDirectories(pidFile.get().getParent());
        Orphan.stop(pidFile.get(), "anvil", AnvilOptions.state(options.folder().get()));
      }
      Process process = new ProcessBuilder(options.command()).redirectErrorStream(true).start();
      if (pidFile.isPresent()) {
        Files.writeString(pidFile.get(), Long.toString(process.pid()));
      }
      AnvilProcess anvil = new AnvilProcess(process, portOf(process));
      if (options.folder().isPresent()) {
        anvil.goOn();
      }
      return anvil;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI rpcUrl() {
    return rpcUrl;
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
    Runtime.getRuntime().removeShutdownHook(onExit);
    Orphan.stop(process.toHandle());
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
