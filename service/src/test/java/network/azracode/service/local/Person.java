// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.Main;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.KeySigner;
import org.jspecify.annotations.Nullable;

/** Somebody at a shell, with a home of their own and a key that they made, on a stage. */
final class Person {
  private static final Set<String> ASK_THE_SERVICE =
      Set.of("list", "inspect", "show", "accept", "run", "fetch", "prepare", "refund");

  /** As long as a drawn one, so that the keystore needs no costly function. */
  private static final String PASSWORD = "correct horse".repeat(5);

  private static final BigInteger FUNDS = Amounts.tokens(5);

  private final Stage stage;
  private final Path home;
  private final Address address;
  private String service;
  private @Nullable Sender sender;

  Person(Stage stage, Path home) throws IOException {
    this.stage = stage;
    this.home = Files.createDirectories(home);
    this.service = stage.serviceUrl().toString();
    Files.writeString(home.resolve("password"), PASSWORD + "\n");
    address =
        Address.of(
            AzraShell.plain()
                .done("wallet", "new", "--json", keystore(), password())
                .json()
                .get("address")
                .asString());
  }

  private Person(Stage stage, Path home, Person same) throws IOException {
    this.stage = stage;
    this.home = Files.createDirectories(home);
    this.service = same.service;
    this.address = same.address;
    for (String file : List.of("password", "wallet.json")) {
      Files.copy(same.home.resolve(file), home.resolve(file));
    }
    looks("policy", "accept", stage.policy.toString());
  }

  Address address() {
    return address;
  }

  Path home() {
    return home;
  }

  /** From now on another service is asked. */
  void asks(String otherService) {
    service = otherService;
  }

  /** Tokens in escrow, gas in the wallet, and the stage's policy accepted: in a hurry. */
  Person readyToBuy() throws IOException {
    stage.fund(address);
    sender = stage.sender(key(), "wallet-" + address);
    var token = stage.network.token();
    sender.submit("mint", token.mint(address, Amounts.tokens(10)));
    sender.submit("approve", token.approve(stage.network.deployment().settlement(), FUNDS));
    sender.submit("deposit", stage.network.settlement().deposit(address, FUNDS));
    looks("policy", "accept", stage.policy.toString());
    return this;
  }

  /** What the key sends beside the command line, of somebody who is ready to buy. */
  Sender sender() {
    return requireNonNull(sender);
  }

  KeySigner key() {
    return KeySigner.fromKeystore(home.resolve("wallet.json"), PASSWORD.toCharArray());
  }

  /** The same wallet on another machine. */
  Person elsewhere(Path otherHome) throws IOException {
    return new Person(stage, otherHome, this);
  }

  /** With the key; nothing but success will do. */
  Ended acts(String... command) {
    return AzraShell.plain().done(acting(command));
  }

  /** With the key. */
  Ended tries(String... command) {
    return AzraShell.plain().run(acting(command));
  }

  /** Without the key; nothing but success will do. */
  Ended looks(String... command) {
    return AzraShell.plain().done(looking(command));
  }

  /** Without the key. */
  Ended peeks(String... command) {
    return AzraShell.plain().run(looking(command));
  }

  /** Files of a kind that are remembered of jobs. */
  List<Path> remembered(String ending) throws IOException {
    Path jobs = home.resolve("jobs");
    if (Files.notExists(jobs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(jobs)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /** In a process of its own, killed without a chance to clean up as soon as it says something. */
  void isKilledWhenItSays(String words, String... command) throws Exception {
    Process process =
        ChildJvm.of(Main.class).process(acting(command)).redirectErrorStream(true).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.contains(words)) {
          process.destroyForcibly().waitFor();
          return;
        }
      }
    }
    throw new AssertionError("expected \"%s\", found %s".formatted(words, said));
  }

  private String[] acting(String... command) {
    return Stream.of(command).anyMatch(word -> word.startsWith("--web3signer="))
        ? looking(command)
        : with(looking(command), keystore(), password());
  }

  private String[] looking(String... command) {
    String[] chain =
        with(
            command,
            "--home=" + home,
            "--rpc=" + stage.rpcUrl(),
            "--deployment=" + stage.deploymentFile(),
            "--finality=" + stage.finality());
    return ASK_THE_SERVICE.contains(command[1]) ? with(chain, "--service=" + service) : chain;
  }

  private String keystore() {
    return "--keystore=" + home.resolve("wallet.json");
  }

  private String password() {
    return "--password-file=" + home.resolve("password");
  }

  /** Options that are given already stay. */
  private static String[] with(String[] command, String... options) {
    List<String> all = new ArrayList<>(List.of(command));
    Stream.of(options)
        .filter(option ->
            all.stream().noneMatch(given -> given.startsWith(option.split("=", 2)[0] + "=")))
        .forEach(all::add);
    return all.toArray(String[]::new);
  }
}
