// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * N-40: how a Besu is launched, shown on an install whose program only writes down what it was
 * told; a real one runs wherever {@code BESU_HOME} names it.
 */
class BesuProcessTest {
  private static final Address FUNDED = Address.of("0x" + "f0".repeat(20));
  private static final String VALIDATOR = "ab".repeat(20);

  /** Answers for the key's address, else writes down its arguments and goes on as the test says. */
  private static final String PROGRAM =
      """
      #!/usr/bin/env bash
      for argument in "$@"; do
        case $argument in
          --to=*) printf '0x%s' > "${argument#--to=}"; exit ;;
          --data-path=*) data=${argument#--data-path=} ;;
        esac
      done
      mkdir -p "$data"
      printf '%%s\\n' "$@" > "$data/arguments"
      %s
      """;

  @TempDir private Path folder;

  @Test
  void aFolderWithoutBesuIsRefused() {
    assertThatThrownBy(() -> options(folder.resolve("nothing")))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("node.missing"))
        .hasMessageContaining("expected a program at " + folder.resolve("nothing/bin/besu"));
  }

  @Test
  void aBesuThatEndsIsReportedWithItsLastWords() throws IOException {
    BesuOptions options = options(install("echo cannot start; exit 3"));
    assertThatThrownBy(() -> BesuProcess.start(options))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("node.failed"))
        .hasMessageContaining("cannot start");
  }

  @Test
  void aNodeIsUpWithItsFirstBlockAndEndsWhenClosed() throws IOException {
    try (var rpc = new Rpc(List.of("0x0", "0x0", "0x1"))) {
      String goOn =
          "echo $$ > \"$data/pid\"; printf 'json-rpc=%d\\n' > \"$data/besu.ports\"; "
              .formatted(rpc.port());
      BesuOptions options = options(install(goOn + "exec sleep 60"));
      long pid;
      try (BesuProcess besu = BesuProcess.start(options)) {
        assertThat(besu.rpcUrl()).isEqualTo(URI.create("http://127.0.0.1:" + rpc.port()));
        assertThat(rpc.answers()).isEmpty();
        pid = Long.parseLong(Files.readString(options.folder().resolve("chain/pid")).strip());
        assertThat(ProcessHandle.of(pid)).isPresent();
      }
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  /** [N-40] */
  @Test
  void aNodeThatIsClosedWhileItsJvmEndsEndsWithIt() throws Exception {
    try (var rpc = new Rpc(List.of("0x1"))) {
      String goOn =
          "printf 'json-rpc=%d\\n' > \"$data/besu.ports\"; exec sleep 600".formatted(rpc.port());
      Process ending = EndingJvm.start(install(goOn), folder.resolve("data"));
      assertThat(new String(ending.getInputStream().readAllBytes(), UTF_8))
          .isEqualTo(EndingJvm.CLOSED);
      assertThat(ending.waitFor()).isZero();
    }
  }

  @Test
  void theChainIsThatOfComposeAndListensOnLoopbackOnly() throws IOException {
    BesuOptions options = options(install("exit 0"));
    assertThatThrownBy(() -> BesuProcess.start(options)).isInstanceOf(AzraException.class);

    String genesis = Files.readString(options.folder().resolve("genesis.json"));
    assertThat(genesis)
        .contains("\"chainId\": " + BesuOptions.CHAIN_ID)
        .contains("d594" + VALIDATOR + "c080c0")
        .contains(FUNDED.toString().substring(2));
    List<String> arguments = Files.readAllLines(options.folder().resolve("chain/arguments"));
    assertThat(arguments)
        .contains(
            "--config-file=" + options.script().resolveSibling("besu.toml"),
            "--genesis-file=" + options.folder().resolve("genesis.json"),
            "--rpc-http-host=127.0.0.1",
            "--rpc-ws-host=127.0.0.1",
            "--p2p-interface=127.0.0.1");
    assertThat(Files.readString(options.folder().resolve("validator.key"))).matches("[0-9a-f]{64}");
  }

  private BesuOptions options(Path home) {
    return BesuOptions.inCheckout(home, folder.resolve("data"), FUNDED, 0);
  }

  private Path install(String goOn) throws IOException {
    Path program = folder.resolve("home/bin/besu");
    Files.createDirectories(program.getParent());
    Files.writeString(program, PROGRAM.formatted(VALIDATOR, goOn));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return folder.resolve("home");
  }

  /** One answer to each question, in their order. */
  private record Rpc(HttpServer server, Queue<String> answers) implements AutoCloseable {
    Rpc(List<String> answers) throws IOException {
      this(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
          new ConcurrentLinkedQueue<>(answers));
      server.createContext(
          "/",
          exchange -> {
            byte[] body =
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"%s\"}"
                    .formatted(this.answers.remove())
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
