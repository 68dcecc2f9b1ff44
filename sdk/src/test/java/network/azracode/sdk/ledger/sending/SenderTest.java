// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Sending on a real node, dying at every step. */
class SenderTest {
  private static final Call NOTHING = new Call(Address.ZERO, new byte[] {1, 2, 3});

  /** Raises nothing while a slow machine mines its block: hashes stay those of the first bytes. */
  private static final SendingTerms TERMS =
      new SendingTerms(
          FeeTerms.standard(),
          Finality.parse("depth:1"),
          Duration.ofMillis(100),
          Duration.ofSeconds(50),
          Duration.ofSeconds(60));

  private static TestNode node;
  private static Chain chain;

  @TempDir private Path folder;
  private KeySigner key;
  private JournalStore store;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    chain = Chain.connect(node.rpcUrl(), node.chainId());
  }

  @AfterAll
  static void stop() {
    chain.close();
    node.close();
  }

  @BeforeEach
  void open() {
    key = node.newAccount();
    store = JournalStore.open(folder.resolve("journal"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** [T-8] [S26] */
  @ParameterizedTest
  @EnumSource
  void aDeathAfterAnyStepLeavesOneTransaction(KillableStore.Step step) {
    Sender dying = sender(new KillableStore(store, step), Pause.sleeping());
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    List<Submission> before = store.unsettled(key.address());

    restart();
    TransactionReceipt receipt = sender().submit("i", NOTHING);

    assertThat(receipt.succeeded()).isTrue();
    assertThat(transactions()).isEqualTo(1);
    assertThat(hashes(before)).isSubsetOf(List.of(receipt.transactionHash()));
  }

  /** [T-8] [S26] */
  @Test
  void aDeathAfterBroadcastLeavesOneTransaction() {
    Sender dying =
        sender(
            store,
            duration -> {
              throw new KillableStore.Died();
            });
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    List<Submission> before = store.unsettled(key.address());

    restart();
    TransactionReceipt receipt = sender().submit("i", NOTHING);

    assertThat(hashes(before)).containsExactly(receipt.transactionHash());
    assertThat(transactions()).isEqualTo(1);
  }

  /** [T-8] [S26] */
  @Test
  void aRestartFinishesWhatWasSignedWithoutBeingAsked() {
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), Pause.sleeping());
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    restart();
    Sender resumed = sender();
    for (int i = 0; i < 600 && resumed.resume() > 0; i++) {
      Pause.sleeping().pause(TERMS.poll());
    }
    assertThat(store.unsettled(key.address())).isEmpty();
    assertThat(transactions()).isEqualTo(1);
  }

  /** [T-13] */
  @Test
  void aNewIntentTakesAlongWhatADeathLeftBeforeIt() {
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), Pause.sleeping());
    assertThatThrownBy(() -> dying.submit("killed", NOTHING))
        .isInstanceOf(KillableStore.Died.class);
    restart();

    assertThat(sender().submit("new", NOTHING).succeeded()).isTrue();

    assertThat(transactions()).isEqualTo(2);
  }

  /** [T-1] */
  @Test
  void aRepeatedIntentFindsItsFirstReceipt() {
    TransactionReceipt first = sender().submit("i", NOTHING);
    assertThat(sender().submit("i", NOTHING)).isEqualTo(first);
    assertThat(transactions()).isEqualTo(1);
  }

  /** [T-4] */
  @Test
  void intentsInParallelAreAllIncluded() {
    Sender sender = sender();
    var submissions =
        List.of("a", "b", "c", "d").stream()
            .map(id -> CompletableFuture.supplyAsync(() -> sender.submit(id, NOTHING)))
            .toList();
    assertThat(submissions.stream().map(CompletableFuture::join))
        .allMatch(TransactionReceipt::succeeded)
        .doesNotHaveDuplicates();
    assertThat(transactions()).isEqualTo(4);
  }

  /** [T-7] */
  @Test
  void anIntentWhoseNonceAStrangerUsedIsSentUnderTheNext() {
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), Pause.sleeping());
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    try (JournalStore elsewhere = JournalStore.open(folder.resolve("elsewhere"))) {
      sender(elsewhere, Pause.sleeping()).submit("stranger", new Call(key.address(), new byte[0]));
    }

    TransactionReceipt receipt = sender().submit("i", NOTHING);

    assertThat(receipt.succeeded()).isTrue();
    assertThat(transactions()).isEqualTo(2);
  }

  /** [T-9] */
  @Test
  void aCallThatFailsOnChainIsReportedWithItsReasonAndNotRepeated() {
    Wallet owner = Wallet.withNewToken(chain, node.newAccount(), folder.resolve("owner"), TERMS);
    owner.approve("yes", key.address(), BigInteger.TEN);
    Call take = owner.transferTo(key.address(), BigInteger.TEN);
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), Pause.sleeping());
    assertThatThrownBy(() -> dying.submit("i", take)).isInstanceOf(KillableStore.Died.class);
    owner.approve("no", key.address(), BigInteger.ZERO);

    assertFailsFor("ERC20InsufficientAllowance", take);
    assertFailsFor("ERC20InsufficientAllowance", take);
    assertThat(transactions()).isEqualTo(1);
  }

  /** [T-10] */
  @Test
  void whatCannotBePaidIsRefusedBeforeItIsSigned() {
    key = node.newAccount(BigInteger.ONE);
    assertThatThrownBy(() -> sender().submit("i", NOTHING))
        .asInstanceOf(type(AzraException.class))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("transaction.funds"))
        .asString()
        .contains("found 1");
    assertThat(store.unsettled(key.address())).isEmpty();
  }

  private void assertFailsFor(String errorName, Call call) {
    assertThatThrownBy(() -> sender().submit("i", call))
        .asInstanceOf(type(TransactionFailed.class))
        .satisfies(failed ->
            assertThat(failed.reason().map(ContractReverted::errorName)).contains(errorName));
  }

  private void restart() {
    store.close();
    store = JournalStore.open(folder.resolve("journal"));
  }

  private Sender sender() {
    return sender(store, Pause.sleeping());
  }

  private Sender sender(SubmissionStore over, Pause pause) {
    return new Sender(chain, key, over, TERMS, Clock.systemUTC(), pause);
  }

  private static List<Bytes32> hashes(List<Submission> submissions) {
    return submissions.stream()
        .map(submission ->
            switch (submission) {
              case Submission.Planned planned -> throw new AssertionError("not signed");
              case Submission.Signed signed -> signed.newest().transaction().hash();
              case Submission.Included included -> included.last().transactionHash();
              case Submission.Settled settled -> settled.last().transactionHash();
            })
        .toList();
  }

  private long transactions() {
    return chain.transactionCount(key.address(), DefaultBlockParameterName.LATEST);
  }
}
