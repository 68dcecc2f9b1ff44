// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** [L-36] */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node stake --nodes=1 --amount=1 | Unknown option: '--nodes'. Did you mean --node?",
        "node stake --node=1 --amuont=1 | Unknown option: '--amuont'. Did you mean --amount?",
        "node stake --nodes 1 --amount 1 | Unknown option: '--nodes'. Did you mean --node?",
        "node stake --node=1 --amount=1 --qqq=secret | Unknown option: '--qqq'",
        "node stake --nodes=1 --amuont=1 | Unknown options: '--nodes', '--amuont'. Did you mean"
            + " --node?",
        "node stake --node=1 | Missing required option: '--amount=AMOUNT'",
        "node stake --node=abc --amount=1 | Invalid value for option '--node': 'abc' is no whole"
            + " number"
      })
  void aWrongOptionIsNamedInOneLine(String line, String said) {
    assertThat(azra.execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .hasToString("azra: %s; see 'azra node stake --help' [command.options]%n".formatted(said));
    assertThat(out.toString()).isEmpty();
  }

  /** [L-36] */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node stake --nodes=1 --amount=1 --json | Unknown option: '--nodes'. Did you mean --node?",
        "--json node stake --amount=1 | Missing required option: '--node=NODE'"
      })
  void wrongOptionsAreAnObjectForPrograms(String line, String said) {
    assertThat(azra.execute(line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .hasToString(
            "{\"error\":{\"code\":\"command.options\",\"message\":\"%s\"}}%n".formatted(said));
  }

  /** [L-36] */
  @Test
  void aFileOfOptionsThatIsNotThereIsNamed() {
    assertThat(azra.execute("node", "run", "@nosuch.conf")).isEqualTo(ExitCode.USAGE);
    assertThat(err)
        .hasToString(
            "azra: expected a file of options, found none at nosuch.conf; see 'azra node run"
                + " --help' [command.options]\n");
  }

  @Test
  void withoutACommandItSaysWhatThereIs() {
    assertThat(azra.execute()).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("Usage: azra").contains("generate-completion");
  }
}
