// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.time.Clock;
import java.time.Duration;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Signer;

/**
 * A key at work on the contracts: what it sends goes out once, however often a command is
 * interrupted and repeated, and is final when it returns.
 */
public final class Sending implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Contracts contracts;
  private final Signer key;
  private final JournalStore journal;
  private final Sender sender;
  private final Progress progress;
  private final Pause pause = Pause.sleeping();

  Sending(Contracts contracts, Signer key, JournalStore journal, Progress progress) {
    this.contracts = contracts;
    this.key = key;
    this.journal = journal;
    this.progress = progress;
    var terms = SendingTerms.standard(contracts.finality());
    this.sender = new Sender(contracts.chain(), key, journal, terms, Clock.systemUTC(), pause);
  }

  public Contracts contracts() {
    return contracts;
  }

  public Signer key() {
    return key;
  }

  public Address address() {
    return key.address();
  }

  /** For journeys that send by themselves. */
  public Sender sender() {
    return sender;
  }

  public Progress progress() {
    return progress;
  }

  /**
   * Something that may be done again later. What an interrupted command of the same wording has
   * begun is finished, not repeated.
   *
   * @param act what is done, for instance {@code unbond-7}
   */
  public Sent repeatable(String act, Call call) {
    return once(sender.nextId(act, call), call);
  }

  /** Something that is done once; asked again, it answers what became of it. */
  public Sent once(String intentId, Call call) {
    progress.say(intentId + ": sending");
    Sent seen = Sent.of(sender.submit(intentId, call));
    if (!sender.isFinal(intentId, call)) {
      progress.say(
          "%s: in block %d, waiting until that is final".formatted(intentId, seen.block()));
      awaitFinal(intentId, call);
    }
    return Sent.of(sender.submit(intentId, call));
  }

  private void awaitFinal(String intentId, Call call) {
    sender.resume();
    while (!sender.isFinal(intentId, call)) {
      pause.pause(POLL);
      sender.resume();
    }
  }

  @Override
  public void close() {
    journal.close();
    contracts.close();
  }
}
