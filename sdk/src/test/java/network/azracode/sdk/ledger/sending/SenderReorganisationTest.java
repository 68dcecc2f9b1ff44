// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** What only a node that can be told to misbehave shows: reorganisations and stuck transactions. */
class SenderReorganisationTest {
  private static final Call NOTHING = new Call(Address.ZERO, new byte[] {1, 2, 3});
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Raises nothing while a slow machine mines its block. */
  private static final Duration LATE = Duration.ofSeconds(50);

  @TempDir private Path folder;
  private TestNode node;
  private Anvil anvil;
  private Chain chain;
  private KeySigner key;
  private JournalStore store;

  @BeforeEach
  void start() {
    node = TestNode.startAnvil();
    anvil = new Anvil(node.rpcUrl());
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    key = node.newAccount();
    store = JournalStore.open(folder.resolve("journal"));
  }

  @AfterEach
  void stop() {
    store.close();
    chain.close();
    node.close();
  }

  /** [T-6] [S24] */
  @Test
  void whatAReorganisationTookBackIsIncludedAgainWithTheSameBytes() throws Exception {
    Sender sender = sender(LATE);
    TransactionReceipt first = sender.submit("i", NOTHING);
    // a block between the look and the roll-back would be what is rolled back
    anvil.call("evm_setIntervalMining", 0);
    anvil.rollBack(Math.toIntExact(chain.head().number() - first.block() + 1));
    assertThat(chain.receipt(first.transactionHash())).isEmpty();
    anvil.call("evm_setIntervalMining", 1);

    sender.resume();
    TransactionReceipt second = sender.submit("i", NOTHING);

    assertThat(second.transactionHash()).isEqualTo(first.transactionHash());
    assertThat(second.blockHash()).isNotEqualTo(first.blockHash());
    assertThat(chain.transactionCount(key.address(), DefaultBlockParameterName.LATEST))
        .isEqualTo(1);
  }

  /** [T-5] */
  @Test
  void aStuckTransactionIsReplacedByOneThatOffersMore() throws Exception {
    anvil.call("evm_setIntervalMining", 0);
    var submitted = CompletableFuture.supplyAsync(() -> sender(SOON).submit("i", NOTHING));
    // what is kept is sent right after: with the third one kept, the node has the second
    while (attempts() < 3) {
      Pause.sleeping().pause(POLL);
    }
    anvil.call("evm_setIntervalMining", 1);

    TransactionReceipt receipt = submitted.join();

    Submission kept = store.intend(store.unsettled(key.address()).getFirst().intent());
    List<Attempt> attempts = ((Submission.Included) kept).signed().attempts();
    assertThat(attempts).extracting(Attempt::nonce).containsOnly(0L);
    assertThat(receipt.transactionHash()).isNotEqualTo(attempts.getFirst().transaction().hash());
  }

  private int attempts() {
    return store.unsettled(key.address()).stream()
        .filter(Submission.Signed.class::isInstance)
        .mapToInt(submission -> ((Submission.Signed) submission).attempts().size())
        .sum();
  }

  private Sender sender(Duration raiseAfter) {
    var terms =
        new SendingTerms(
            FeeTerms.standard(),
            Finality.parse("depth:50"),
            POLL,
            raiseAfter,
            Duration.ofSeconds(60));
    return new Sender(chain, key, store, terms, Clock.systemUTC(), Pause.sleeping());
  }
}
