// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.node.NodeDaemon;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon; see docs/node.md. */
@Command(
    name = "run",
    description = {
      "Run a node: attest, take jobs, settle, claim; until SIGTERM or Ctrl-C.",
      "One line on standard output says where it listens; what happens is logged to standard error"
          + " (AZRA_LOG=WARN: less). Options may stand in a file, one a line: azra node run @FILE.",
      "A stop finishes what was taken on and answers 0; a second one stops at once. It may be"
          + " killed at any moment, and goes on when started again."
    })
final class RunCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--stop-with-input",
      description =
          "End at once when standard input does, and ignore Ctrl-C: for whoever starts it as a"
              + " part of something.")
  private boolean stopWithInput;

  @Mixin private final NodeOptions options = new NodeOptions();

  record Answer(
      NodeId nodeId, URI endpoint, Bytes32 tlsFingerprint, Address operator, Address hotKey) {
    String text() {
      return "node %s listens at %s, certificate %s, gas is paid by %s"
          .formatted(nodeId, endpoint, tlsFingerprint, hotKey);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    tellMore();
    StopRequest stop = StopRequest.install(stopWithInput);
    Clock clock = Clock.systemUTC();
    try (NodeOptions.Ground ground = options.open(spec, clock, new SecureRandom())) {
      NodeDaemon daemon = start(ground, clock);
      var answer =
          new Answer(
              ground.nodeId(),
              daemon.endpoint(),
              daemon.tlsFingerprint(),
              ground.keys().operator().address(),
              ground.keys().hot().address());
      Azra.outputOf(spec).print(answer, answer::text);
      stop.await();
      Azra.progressOf(spec).say("finishing what was taken on");
      daemon.close();
    }
    return ExitCode.DONE;
  }

  private static NodeDaemon start(NodeOptions.Ground ground, Clock clock) {
    try {
      return new NodeDaemon(
          ground.nodeId(),
          ground.settings(),
          ground.keys(),
          ground.network(),
          ground.hot(),
          ground.folder().jobs(),
          ground.environment(),
          clock);
    } catch (IOException e) {
      throw new AzraException(
          "node.listening",
          "%s:%d: expected to listen there, found %s"
              .formatted(
                  ground.settings().listening().address().getHostAddress(),
                  ground.settings().listening().port(),
                  e.getMessage()),
          e);
    }
  }

  /** A daemon's log is its life; before anything logs, or it would count for nothing. */
  private static void tellMore() {
    if (System.getenv(Variables.LOG) == null && System.getProperty(Variables.LOG) == null) {
      System.setProperty(Variables.LOG, "INFO");
    }
  }
}
