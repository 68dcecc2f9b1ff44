// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.testnode.FaultProxy;
import network.azracode.sdk.testnode.FaultProxy.Fault;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * [T-33] Through a wire that loses, doubles, delays and lies: on anvil, on a scripted server that
 * behaves like Besu, and on the node that the environment names.
 */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // by startChosen, and begin, the first line of every test
class SendingFaultsTest {
  private static final Call NOTHING = new Call(Address.ZERO, new byte[] {16, 2, 3});
  private static final String SEND = "eth_sendRawTransaction";
  private static final BigInteger CAP_WEI = BigInteger.TEN.pow(10);

  private static Optional<TestNode> chosen;

  @TempDir private Path folder;
  private Ground ground;
  private FaultProxy proxy;
  private Chain chain;
  private JournalStore store;

  @BeforeAll
  static void startChosen() {
    chosen = Ground.chosenNode();
  }

  @AfterAll
  static void stopChosen() {
    chosen.ifPresent(TestNode::close);
  }

  private void begin(Ground.Kind kind) {
    ground = Ground.of(kind, chosen);
    proxy = new FaultProxy(ground.rpcUrl());
    chain = Chain.connect(proxy.url(), ground.chainId());
    store = JournalStore.open(folder.resolve("journal"));
  }

  @AfterEach
  void stop() throws Exception {
    if (store != null) {
      store.close();
      chain.close();
      proxy.close();
      ground.close();
    }
  }

  /** [T-33] Whoever names a node does not get green tests that never met it. */
  @Test
  void whereTheEnvironmentNamesABesuEveryFaultIsTriedOnItToo() {
    assertThat(Ground.kinds(Map.of("BESU_HOME", "besu"))).contains(Ground.Kind.CHOSEN);
    assertThat(Ground.kinds(Map.of())).doesNotContain(Ground.Kind.CHOSEN);
  }

  /** [S22] "already known": the node has it, and nobody heard so. */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void anAnswerThatIsLostCostsNoSecondTransaction(Ground.Kind kind) {
    begin(kind);
    proxy.next(SEND, new Fault.LoseAnswer(), new Fault.Double());
    assertIncludedOnce();
  }

  /** [S22] "nonce too low" after success, and "replacement underpriced" of what was taken. */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void whatANodeSaysOfBytesThatItTookIsOnlyAHint(Ground.Kind kind) {
    begin(kind);
    proxy.next(
        SEND,
        new Fault.Answer(true, error(-32001, "Nonce too low")),
        new Fault.Answer(true, error(-32000, "Replacement transaction underpriced")));
    assertIncludedOnce();
  }

  /** [S22] */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void aNodeThatStammersIsAskedAgain(Ground.Kind kind) {
    begin(kind);
    proxy.next(SEND, new Fault.LoseRequest(), new Fault.Status(503), new Fault.Delay(200));
    proxy.next(
        "eth_getTransactionReceipt",
        new Fault.Status(429),
        new Fault.Answer(false, error(-32603, "Internal error")),
        new Fault.LoseAnswer(),
        new Fault.Answer(false, "\"result\":{\"status\":"));
    assertIncludedOnce();
  }

  /** [S22] The nonce is used from outside before the bytes arrive. */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void aNonceThatIsUsedFromOutsideIsLeftAndTheNextTaken(Ground.Kind kind) {
    begin(kind);
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), ground.key());
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    try (JournalStore elsewhere = JournalStore.open(folder.resolve("elsewhere"))) {
      sender(elsewhere, ground.key()).submit("stranger", new Call(Address.ZERO, new byte[] {20}));
    }
    assertThat(sender().submit("i", NOTHING).succeeded()).isTrue();
    assertThat(transactions()).isEqualTo(2);
  }

  /** [S23] Stuck for ever so long: it is raised to the cap, held there, and said so. */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void whatIsStuckIsRaisedToTheCapAndHeldThere(Ground.Kind kind) {
    begin(kind);
    proxy.always(SEND, new Fault.Answer(false, "\"result\":\"0x" + "0".repeat(64) + "\""));
    Sender sender = sender();
    var submitted = CompletableFuture.supplyAsync(() -> sender.submit("i", NOTHING));
    await(() -> sender.held().containsKey("i"));
    int offers = attempts().size();
    int sent = proxy.broadcasts().size();
    await(() -> proxy.broadcasts().size() > sent + 3);

    assertThat(sender.held().get("i")).startsWith("transaction.fee-cap");
    assertThat(attempts())
        .hasSize(offers)
        .allMatch(offer -> offer.fees().max().compareTo(CAP_WEI) <= 0);
    assertThat(new HashSet<>(proxy.broadcasts())).hasSize(offers);
    proxy.always(SEND, new Fault.Pass());
    assertThat(submitted.join().succeeded()).isTrue();
    assertThat(sender.held()).isEmpty();
    assertThat(transactions()).isEqualTo(1);
  }

  /** [S25] */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void nothingIsSignedOnAnotherChain(Ground.Kind kind) {
    begin(kind);
    Sender sender = sender();
    proxy.always("eth_chainId", new Fault.Answer(false, "\"result\":\"0x1\""));
    proxy.always("eth_getTransactionCount", new Fault.Answer(false, "\"result\":\"0x309\""));
    assertRefused(sender, "chain.id");
    proxy.always("eth_chainId", new Fault.Pass());
    proxy.always("eth_getTransactionCount", new Fault.Pass());
    assertIncludedOnce();
  }

  /** [S25] */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void aSignerThatIsAwayLeavesTheIntentAndTheNonce(Ground.Kind kind) {
    begin(kind);
    assertRefused(sender(store, new Away(ground.key())), "signer.unreachable");
    assertIncludedOnce();
    assertThat(attempts()).allMatch(attempt -> attempt.nonce() == 0);
  }

  /** [S26] Signed, kept, broadcast, and dead: the same bytes go out again. */
  @ParameterizedTest
  @MethodSource("network.azracode.sdk.ledger.sending.Ground#kinds")
  void theBytesThatWereKeptAreTheBytesThatAreSent(Ground.Kind kind) {
    begin(kind);
    Sender dying = sender(new KillableStore(store, KillableStore.Step.SIGNED), ground.key());
    assertThatThrownBy(() -> dying.submit("i", NOTHING)).isInstanceOf(KillableStore.Died.class);
    assertThat(proxy.broadcasts()).isEmpty();
    String kept = attempts().getFirst().transaction().hex();

    proxy.next(SEND, new Fault.LoseRequest());
    store.close();
    store = JournalStore.open(folder.resolve("journal"));
    patientSender().resume();
    TransactionReceipt receipt = patientSender().submit("i", NOTHING);

    assertThat(receipt.succeeded()).isTrue();
    assertThat(proxy.broadcasts()).hasSizeGreaterThanOrEqualTo(2).containsOnly(kept);
    assertThat(transactions()).isEqualTo(1);
  }

  private void assertIncludedOnce() {
    assertThat(sender().submit("i", NOTHING).succeeded()).isTrue();
    assertThat(transactions()).isEqualTo(1);
  }

  private void assertRefused(Sender sender, String code) {
    assertThatThrownBy(() -> sender.submit("i", NOTHING))
        .isInstanceOfSatisfying(
            AzraException.class, refused -> assertThat(refused.code()).isEqualTo(code));
    assertThat(store.unsettled(ground.key().address())).isEmpty();
    assertThat(proxy.broadcasts()).isEmpty();
  }

  private List<Attempt> attempts() {
    return store.unsettled(ground.key().address()).stream()
        .flatMap(submission ->
            switch (submission) {
              case Submission.Signed signed -> signed.attempts().stream();
              case Submission.Included included -> included.signed().attempts().stream();
              case Submission.Planned planned -> List.<Attempt>of().stream();
              case Submission.Settled settled -> List.<Attempt>of().stream();
            })
        .toList();
  }

  private Sender sender() {
    return sender(store, ground.key());
  }

  /** Raises nothing while a slow machine mines its block. */
  private Sender patientSender() {
    return sender(store, ground.key(), Duration.ofSeconds(50));
  }

  private Sender sender(SubmissionStore over, Signer key) {
    return sender(over, key, Duration.ofMillis(400));
  }

  private Sender sender(SubmissionStore over, Signer key, Duration raiseAfter) {
    var terms =
        new SendingTerms(
            new FeeTerms(CAP_WEI, BigInteger.TEN.pow(9), 50),
            Finality.parse("depth:1"),
            Duration.ofMillis(50),
            raiseAfter,
            Duration.ofSeconds(60));
    return new Sender(chain, key, over, terms, Clock.systemUTC(), Pause.sleeping());
  }

  private long transactions() {
    return chain.transactionCount(ground.key().address(), DefaultBlockParameterName.LATEST);
  }

  private static String error(int code, String message) {
    return "\"error\":{\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Pause.sleeping().pause(Duration.ofMillis(20));
    }
  }

  /** Has a key that nobody reaches now. */
  private record Away(Signer key) implements Signer {
    @Override
    public Address address() {
      return key.address();
    }

    @Override
    public CompactSignature signKeccak(byte[] preimage) {
      throw new AzraException("signer.unreachable", "expected an answer, found none");
    }
  }
}
