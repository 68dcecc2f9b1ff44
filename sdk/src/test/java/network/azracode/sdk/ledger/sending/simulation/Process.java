// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.ledger.sending.SubmissionStore;

/** One process with the key. When it dies, another one takes its place and knows the store only. */
final class Process {
  private final int number;
  private final String scope;
  private final World world;
  private final Ledger ledger;
  private final Chain chain;
  private final Stores stores;
  private final SendingTerms terms;
  private final PlantedBug bug;
  private Sender sender;

  Process(
      int number,
      String scope,
      World world,
      Ledger ledger,
      Chain chain,
      Stores stores,
      SendingTerms terms,
      PlantedBug bug) {
    this.number = number;
    this.scope = scope;
    this.world = world;
    this.ledger = ledger;
    this.chain = chain;
    this.stores = stores;
    this.terms = terms;
    this.bug = bug;
    this.sender = start();
  }

  int number() {
    return number;
  }

  Sender sender() {
    return sender;
  }

  void restart() {
    sender = start();
  }

  void survives(Runnable act) {
    try {
      act.run();
    } catch (Died death) {
      restart();
    }
  }

  TransactionReceipt submit(int intent, Call call) {
    return sender.submit(scope + "/" + intent, call);
  }

  private Sender start() {
    SubmissionStore checked = new CheckedStore(stores.open(number), world, ledger);
    SubmissionStore store = bug.keeps(checked, world, ledger);
    return new Sender(chain, world.key, store, terms, world, world);
  }
}
