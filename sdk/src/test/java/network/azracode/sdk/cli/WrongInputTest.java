// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.KeySigner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * L-27: whatever is wrong with what any command is given, it says so in one line with a stable code
 * and a documented exit code, answers nothing, and shows no stack.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WrongInputTest {
  private static final Pattern LINE = Pattern.compile("azra: .+ \\[[a-z][a-z-]*\\.[a-z.-]+]");
  private static final String HEX = "0x" + "1".repeat(64);
  private static final String NODE =
      " --node=1 --folder=FOLDER/node --tee=development:FOLDER/tee --policy=1 --unit-price=1"
          + " --hot-keystore=FOLDER/hot.json --hot-password-file=FOLDER/hot.password";
  private static final String JOB = " --node=1 --max-price=1 --program=word-count FOLDER/paper";

  /** Every command, with the least that it takes. */
  private static final List<String> COMMANDS =
      List.of(
          "wallet fund",
          "wallet sealing-key FOLDER/new.key",
          "account status",
          "account deposit 1",
          "account withdraw all",
          "node list",
          "node inspect 1",
          "node register",
          "node stake --node=1 --amount=1",
          "node attest" + NODE,
          "node offer" + NODE,
          "node run" + NODE,
          "node status --node=1",
          "node earnings --node=1",
          "node claim --node=1",
          "node unbond --node=1 --amount=1",
          "node rebond --node=1 --amount=1",
          "node withdraw --node=1",
          "job run" + JOB,
          "job fetch " + HEX,
          "job status",
          "job refund " + HEX,
          "job prepare --order=FOLDER/order.json" + JOB,
          "job open " + HEX,
          "job deliver " + HEX,
          "job acknowledge " + HEX,
          "job forget " + HEX,
          "settlements",
          "receipt verify FOLDER/paper",
          "policy show 1",
          "policy accept 1",
          "policy forget " + HEX,
          "evidence verify FOLDER/paper",
          "evidence inspect FOLDER/paper",
          "steward deploy --chain-id=31337 --journal=FOLDER/steward",
          "steward policy schedule --id=a --document=FOLDER/paper --min-stake=1 --lifetime=9"
              + " --time-bucket=1 --unit-bucket=1 --fee-bps=1",
          "steward attestor schedule --id=a --threshold=1",
          "steward fee schedule --id=a --treasury=0x" + "1".repeat(40),
          "guardian stop --policy=1",
          "guardian resume --policy=1",
          "guardian veto --case=1");

  /** On these every value is tried that cannot be right: options are the same for all commands. */
  private static final Set<String> THOROUGHLY =
      Set.of("account deposit 1", "node inspect 1", "job status", "settlements");

  /** With a key, a chain and a file that are as they should be, these have nothing to fail for. */
  private static final Set<String> OTHERS =
      Set.of("wallet new", "steward key", "policy accepted", "generate-completion");

  @TempDir private static Path folder;
  private StubChain chain;
  private StubChain elsewhere;

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  @BeforeAll
  void start() throws Exception {
    chain = new StubChain(StubChain.CHAIN_ID);
    elsewhere = new StubChain(StubChain.CHAIN_ID + 1);
    Address any = KeySigner.ofKey(Bytes32.of(BigInteger.TWO)).address();
    new Deployment(StubChain.CHAIN_ID, Bytes32.of(StubChain.GENESIS), 1, any, any, any, any)
        .write(folder.resolve("deployment.json"));
    var random = new SecureRandom();
    keystore("good", random);
    keystore("hot", random);
    Files.writeString(folder.resolve("paper"), "no order, no receipt, no evidence");
    Files.writeString(folder.resolve("wrong.password"), "incorrect horse\n");
    Files.writeString(folder.resolve("empty"), "");
    Files.write(folder.resolve("huge"), new byte[5 << 20]);
    byte[] whole = Files.readAllBytes(folder.resolve("good.json"));
    Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(folder.resolve("list"), "[1,2]");
    Files.writeString(folder.resolve("null"), "null");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe, 10, 3});
  }

  /** With next to no work in it: it is opened a thousand times here. */
  private static void keystore(String name, SecureRandom random) throws Exception {
    var key = ECKeyPair.create(new BigInteger(250, random));
    Files.writeString(
        folder.resolve(name + ".json"),
        new JsonMapper().writeValueAsString(Wallet.create("open", key, 2, 1)));
    Files.writeString(folder.resolve(name + ".password"), "open\n");
  }

  @AfterAll
  void stop() {
    chain.close();
    elsewhere.close();
  }

  @Test
  void everyCommandIsTried() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    List<String> known =
        leaves(Azra.commandLine(nowhere, nowhere).getCommandSpec())
            .map(spec -> spec.qualifiedName().substring("azra ".length()))
            .filter(name -> !OTHERS.contains(name))
            .toList();
    assertThat(known)
        .allMatch(name ->
            COMMANDS.stream().anyMatch(line -> line.equals(name) || line.startsWith(name + " ")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsWrongIsSaidInOneLine(String command) {
    List<String> words = List.of(command.replace("FOLDER", folder.toString()).split(" "));
    CommandSpec spec = spec(words);
    List<String> failures = new ArrayList<>();
    for (Map.Entry<String, List<String>> wrong : wrong().entrySet()) {
      if (spec.findOption(wrong.getKey()) == null) {
        continue;
      }
      int most = THOROUGHLY.contains(command) ? wrong.getValue().size() : 1;
      for (String value : wrong.getValue().subList(0, most)) {
        failures.addAll(judge(spec, words, wrong.getKey() + "=" + value));
      }
    }
    for (int i = 0; i < words.size(); i++) {
      if (isValue(words, i)) {
        for (String value : List.of("", "x".repeat(3_000))) {
          failures.addAll(judge(spec, replaced(words, i, value), "--json=false"));
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  /** Values of options that cannot be right. */
  private Map<String, List<String>> wrong() {
    List<String> files =
        Stream.of("absent", "half", ".", "huge", "empty", "paper", "list", "null", "binary")
            .map(name -> folder.resolve(name).toString())
            .toList();
    List<String> urls =
        List.of(
            "http://127.0.0.1:1",
            "nowhere",
            chain.url() + "/page",
            chain.url() + "/nothing",
            chain.url() + "/broken",
            "ftp://127.0.0.1/",
            "http://",
            "http://127.0.0.1:99999",
            "");
    return Map.of(
        "--deployment", files,
        "--keystore", files,
        "--password-file", first(folder + "/wrong.password", files),
        "--rpc", first(elsewhere.url(), urls),
        "--service", urls,
        "--finality", List.of("", "soon", "depth:", "depth:0", "depth:99999999999"),
        "--home", List.of(folder + "/paper", folder + "/paper/below"),
        "--journal", List.of(folder.toString(), folder + "/huge", folder + "/paper/below"));
  }

  private static List<String> first(String value, List<String> others) {
    return Stream.concat(Stream.of(value), others.stream()).toList();
  }

  private List<String> judge(CommandSpec spec, List<String> words, String wrong) {
    List<String> all = new ArrayList<>(words);
    Map.of(
            "--rpc", chain.url(),
            "--service", "http://127.0.0.1:1",
            "--deployment", folder + "/deployment.json",
            "--keystore", folder + "/good.json",
            "--password-file", folder + "/good.password",
            "--home", folder + "/home")
        .forEach((name, value) -> {
          if (spec.findOption(name) != null) {
            all.add(name + "=" + value);
          }
        });
    all.removeIf(word -> word.startsWith(wrong.split("=", 2)[0] + "="));
    if (!wrong.equals("--json=false")) {
      all.add(wrong);
    }
    Ended ended = AzraShell.plain().run(all.toArray(String[]::new));
    return complaint(ended).map(what -> List.of(all + " → " + what)).orElse(List.of());
  }

  private static Optional<String> complaint(Ended ended) {
    List<String> lines = ended.err().lines().toList();
    boolean line =
        Set.of(ExitCode.FAILED, ExitCode.UNREADABLE, ExitCode.USAGE).contains(ended.exitCode())
            && !lines.isEmpty()
            && LINE.matcher(lines.getLast()).matches()
            && !lines.getLast().contains("[internal.");
    boolean bare =
        ended.out().isEmpty()
            && lines.stream().noneMatch(said -> said.contains("\tat ") || said.contains("java."));
    return line && bare
        ? Optional.empty()
        : Optional.of("%d, out %s, err %s".formatted(ended.exitCode(), ended.out(), ended.err()));
  }

  private static boolean isValue(List<String> words, int i) {
    String word = words.get(i);
    // what is written is made where it is named
    if (word.matches("--(journal|order|folder)=.*")) {
      return false;
    }
    return word.contains("=")
        || word.startsWith("0x")
        || word.startsWith("/")
        || word.matches("1|all");
  }

  private static List<String> replaced(List<String> words, int i, String value) {
    List<String> all = new ArrayList<>(words);
    String word = words.get(i);
    all.set(i, word.contains("=") ? word.substring(0, word.indexOf('=') + 1) + value : value);
    return all;
  }

  private static CommandSpec spec(List<String> words) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    CommandLine found = Azra.commandLine(nowhere, nowhere);
    for (String word : words) {
      CommandLine below = found.getSubcommands().get(word);
      if (below == null) {
        break;
      }
      found = below;
    }
    return found.getCommandSpec();
  }

  private static Stream<CommandSpec> leaves(CommandSpec parent) {
    return parent.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .distinct()
        .flatMap(child -> child.subcommands().isEmpty() ? Stream.of(child) : leaves(child));
  }
}
