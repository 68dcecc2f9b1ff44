// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.ledger.local.AnvilProcess;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.node.Loop;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Signer;

/**
 * What newcomers of a development chain get for nothing: gas, tokens, and a journal of their own.
 */
final class Purse {
  private static final BigInteger GAS_WEI = BigInteger.TEN.pow(20);
  private static final Duration RESUME_PAUSE = Duration.ofSeconds(5);
  private static final BigInteger MINT_LIMIT = Amounts.tokens(10_000);

  private final AnvilProcess anvil;
  private final Chain chain;
  private final SendingTerms terms;
  private final Clock clock;

  Purse(AnvilProcess anvil, Chain chain, SendingTerms terms, Clock clock) {
    this.anvil = anvil;
    this.chain = chain;
    this.terms = terms;
    this.clock = clock;
  }

  static JournalStore journal(Path folder) throws IOException {
    return JournalStore.open(Files.createDirectories(folder).resolve("journal"));
  }

  /** A sender with gas for a long time. */
  Sender sender(Signer key, JournalStore journal) {
    fund(key.address());
    return new Sender(chain, key, journal, terms, clock, Pause.sleeping());
  }

  /** Gas for a long time. */
  void fund(Address account) {
    if (chain.balanceWei(account).compareTo(GAS_WEI.shiftRight(1)) < 0) {
      anvil.fund(account, GAS_WEI);
    }
  }

  /** Keeps at what a stop has interrupted: a transaction that got lost holds up all later ones. */
  static Loop resuming(String name, Sender sender) {
    return Loop.start(name + "-resume", RESUME_PAUSE, sender::resume);
  }

  /** Mints until the account has this much. */
  static void fill(Network network, Sender sender, BigInteger atLeast) {
    Token token = network.token();
    Address account = sender.address();
    BigInteger balance = token.balanceOf(account);
    while (balance.compareTo(atLeast) < 0) {
      // a minting too many does no harm, so the block may tell one from the next
      sender.submit("mint-" + network.chain().head().hash(), token.mint(account, MINT_LIMIT));
      balance = token.balanceOf(account);
    }
  }
}
