// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import network.azracode.sdk.cli.account.AccountCommand;
import network.azracode.sdk.cli.evidence.EvidenceCommand;
import network.azracode.sdk.cli.guardian.GuardianCommand;
import network.azracode.sdk.cli.job.JobCommand;
import network.azracode.sdk.cli.node.NodeCommand;
import network.azracode.sdk.cli.policy.PolicyCommand;
import network.azracode.sdk.cli.receipt.ReceiptCommand;
import network.azracode.sdk.cli.settlements.SettlementsCommand;
import network.azracode.sdk.cli.steward.StewardCommand;
import network.azracode.sdk.cli.wallet.WalletCommand;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "azra",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    description = "Work with the AzraCode Network: check, pay, run, settle.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; what was to be checked holds",
      "1:not done; standard error says why",
      "2:checked, and the answer is no",
      "3:a file or an answer could not be read",
      "64:wrong options or arguments"
    },
    subcommands = {
      WalletCommand.class,
      AccountCommand.class,
      NodeCommand.class,
      JobCommand.class,
      SettlementsCommand.class,
      ReceiptCommand.class,
      PolicyCommand.class,
      EvidenceCommand.class,
      StewardCommand.class,
      GuardianCommand.class,
      GenerateCompletion.class
    })
public final class Azra implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Answer with one JSON object on standard output.")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description =
          "Where azra remembers jobs, policies and what was sent (default: AZRA_HOME, else"
              + " ~/.azra).")
  private @Nullable Path home;

  private final Prompt prompt;

  private Azra(Prompt prompt) {
    this.prompt = prompt;
  }

  /**
   * The whole command line, ready to be executed.
   *
   * @param out for answers
   * @param err for what went wrong
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, Prompt.terminal());
  }

  /**
   * @param prompt for passwords that no file holds
   */
  public static CommandLine commandLine(PrintWriter out, PrintWriter err, Prompt prompt) {
    return new CommandLine(new Azra(prompt))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new Misuse())
        .setExecutionExceptionHandler(new Complaint());
  }

  /** Where a command puts its answer. */
  public static Output outputOf(CommandSpec command) {
    Azra root = (Azra) command.root().userObject();
    return new Output(root.spec.commandLine().getOut(), root.json);
  }

  /** Where a command tells what it is waiting for. */
  public static Progress progressOf(CommandSpec command) {
    Azra root = (Azra) command.root().userObject();
    return new Progress(root.spec.commandLine().getErr(), root.json);
  }

  /** Where a command keeps what it must remember. */
  public static Home homeOf(CommandSpec command) {
    Path given = ((Azra) command.root().userObject()).home;
    String environment = System.getenv(Variables.HOME);
    if (given != null) {
      return new Home(given);
    }
    return new Home(environment == null ? Path.of(userHome(), ".azra") : Path.of(environment));
  }

  /** As the shell's {@code ~}; the JVM knows only accounts that this machine lists. */
  private static String userHome() {
    String home = System.getenv("HOME");
    return home == null || home.isBlank() ? System.getProperty("user.home") : home;
  }

  /** How a command asks for a password. */
  public static Prompt promptOf(CommandSpec command) {
    return ((Azra) command.root().userObject()).prompt;
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
