// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.azracode.sdk.cli.AzraShell;
import network.azracode.sdk.cli.AzraShell.Ended;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.ledger.keys.SignerStandIn;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.sealing.FickleWallet;
import network.azracode.service.testing.Wallets;
import org.junit.jupiter.api.Test;

/** Clients whose wallets are not plain keys. */
interface StrangeWallets extends CommandLineScene {
  /** L-28: a contract has no key; it signs in its own way, and everybody asks it. */
  @Test
  default void aContractWalletBuysAJobAndAcknowledgesItsResult() throws Exception {
    var owner = new Person(stage(), folder().resolve("owner")).readyToBuy();
    Address wallet = fundedContract(owner);
    Path order = folder().resolve("contracts-order.json");
    String[] results = sealingKey(owner);
    String publicKey =
        AzraShell.plain()
            .done("wallet", "sealing-key", results[0].split("=")[1], results[1], "--json")
            .json()
            .get("publicKey")
            .asString();
    owner.looks(
        job("prepare", "--order=" + order, "--client=" + wallet, "--result-key=" + publicKey));
    String id = Json.MAPPER.readTree(Files.readString(order)).get("jobId").asString();
    String file = order.toString();
    CommandLineScene.assertFails(
        owner.tries("job", "open", file), ExitCode.FAILED, "order.unsigned");
    owner.acts("job", "open", file, "--signature=" + id);
    assertThat(owner.looks("job", "fetch", file, results[0], results[1]).out()).isEqualTo("6\n");

    Ended asked = owner.peeks("job", "acknowledge", id);
    CommandLineScene.assertFails(asked, ExitCode.FAILED, "acknowledgement.contract");
    Matcher told = Pattern.compile("sign (0x\\w+), .* (--received-at=\\d+)").matcher(asked.err());
    assertThat(told.find()).isTrue();
    String[] acknowledge = {"job", "acknowledge", id, told.group(2), "--signature=" + id};
    CommandLineScene.assertFails(
        owner.peeks(acknowledge), ExitCode.FAILED, "acknowledgement.signature");
    acknowledge[4] = "--signature=" + told.group(1);
    owner.looks(acknowledge);
  }

  /** L-34: before anything is sealed to a key that nobody could derive again. */
  @Test
  default void aWalletThatSignsDifferentlyEachTimeIsShownTheWayOut() throws Exception {
    var person = new Person(stage(), folder().resolve("fickle")).readyToBuy();
    var wallet = new FickleWallet(new SecureRandom());
    stage().fund(wallet.address());
    var token = stage().network.token();
    var escrow = stage().network.deployment().settlement();
    person.sender().submit("allow", token.approve(escrow, Amounts.tokens(1)));
    person
        .sender()
        .submit("give", stage().network.settlement().deposit(wallet.address(), Amounts.tokens(1)));
    try (var signer = new SignerStandIn(wallet, wallet.publicKey())) {
      String[] run = job("run", "--web3signer=" + signer.url(), "--account=" + wallet.address());
      CommandLineScene.assertFails(person.tries(run), ExitCode.FAILED, "wallet.unrepeatable");
      assertThat(person.remembered("")).isEmpty();
      String[] results = sealingKey(person);
      AzraShell.plain()
          .done("wallet", "sealing-key", results[0].split("=")[1], results[1], "--json");
      assertThat(
              person
                  .acts(Stream.concat(Stream.of(run), Stream.of(results)).toArray(String[]::new))
                  .out())
          .isEqualTo("6\n");
    }
  }

  private static String[] sealingKey(Person person) {
    return new String[] {
      "--sealing-key=" + person.home().resolve("results.key"),
      "--sealing-password-file=" + person.home().resolve("password")
    };
  }

  /** A wallet that takes the digest itself for its signature, with a token in escrow. */
  private Address fundedContract(Person owner) {
    Address wallet = Wallets.deploy(owner.sender(), "wallet", Wallets.GULLIBLE);
    var escrow = stage().network.deployment().settlement();
    var token = stage().network.token();
    owner.sender().submit("allow", token.approve(escrow, Amounts.tokens(1)));
    owner.sender().submit("give", stage().network.settlement().deposit(wallet, Amounts.tokens(1)));
    return wallet;
  }
}
