// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import network.azracode.sdk.process.ChildJvm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("N-32 a node is asked to stop")
class StopRequestTest {
  private static final int AT_ONCE = 1;

  /** Drains, as a node would, until it is told that this is enough. */
  static final class Draining {
    private Draining() {}

    public static void main(String[] arguments) throws Exception {
      StopRequest stop = StopRequest.install(false);
      System.out.println("running");
      stop.await();
      System.out.println("draining");
      System.in.read();
    }
  }

  /** Ctrl-C, and then what a launcher passes on of it, is one request; twice Ctrl-C is two. */
  @Timeout(60)
  @ParameterizedTest
  @CsvSource({"INT, TERM, 0", "TERM, INT, 0", "INT, INT, 1", "TERM, TERM, 1"})
  void onlyTheSameSignalOnceMoreMeansAtOnce(String first, String second, int status)
      throws Exception {
    ProcessBuilder child = ChildJvm.of(Draining.class).process();
    // whoever runs this in the background of a shell ignores Ctrl-C, and so would the child
    child.command().addAll(0, List.of("env", "--default-signal=INT"));
    Process node = child.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader said = node.inputReader()) {
      assertThat(said.readLine()).isEqualTo("running");
      signal(node, first);
      assertThat(said.readLine()).isEqualTo("draining");
      signal(node, second);
      if (status != AT_ONCE) {
        node.getOutputStream().close();
      }
      assertThat(node.waitFor()).isEqualTo(status);
    } finally {
      node.destroyForcibly();
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
