// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@DisplayName("L-2 azra's manners")
class AzraTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine azra =
      Azra.commandLine(new PrintWriter(out), new PrintWriter(err))
          .addSubcommand(new Failing())
          .addSubcommand(new Misreading());

  @Command(name = "failing")
  private static final class Failing implements Runnable {
    @Override
    public void run() {
      throw new AzraException("chain.mismatch", "expected chain 1,\n  found chain 2");
    }
  }

  @Command(name = "misreading")
  private static final class Misreading implements Runnable {
    @Override
    public void run() {
      throw new Unreadable("evidence.malformed", "expected a quote, found a poem");
    }
  }

  @Test
  void aFailureIsOneLineWithItsCode() {
    assertThat(azra.execute("failing")).isEqualTo(ExitCode.FAILED);
    assertThat(err).hasToString("azra: expected chain 1, found chain 2 [chain.mismatch]\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFailureIsAnObjectForPrograms() {
    assertThat(azra.execute("--json", "failing")).isEqualTo(ExitCode.FAILED);
    assertThat(err)
        .hasToString(
            """
            {"error":{"code":"chain.mismatch","message":"expected chain 1, found chain 2"}}
            """);
  }

  @Test
  void whatCannotBeReadHasAnExitCodeOfItsOwn() {
    assertThat(azra.execute("misreading")).isEqualTo(ExitCode.UNREADABLE);
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    assertThat(azra.execute()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("Usage: azra").contains("generate-completion");
  }
}
