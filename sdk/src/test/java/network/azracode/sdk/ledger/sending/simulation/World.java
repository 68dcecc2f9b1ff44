// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.SignedTransaction;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import org.web3j.crypto.RawTransaction;

/** Everything around the processes: the chain, its node, time, and what goes wrong. */
final class World extends Clock implements Pause {
  /** Under so many blocks a block is final; reorganisations are no deeper. */
  static final int FINAL_DEPTH = 4;

  private static final int MAX_TRACE = 20_000;

  final Choices choices;
  final SimulatedChain chain = new SimulatedChain();
  final KeySigner key;
  private final Map<Bytes32, Transaction> sent = new LinkedHashMap<>();
  final Set<String> memory = new HashSet<>();
  long highestNonce = -1;
  private int starts;
  private final NodeAnswers answers;
  private final List<String> trace = new ArrayList<>();

  /** Runs another process for a moment, in the middle of whatever this one does. */
  private Runnable elsewhere = () -> {};

  private final Weather weather;
  private boolean isCalm = true;
  private boolean isForeign;
  private boolean isElsewhere;
  private Instant now = Instant.parse("2026-11-30T00:00:00Z");

  World(Choices choices, KeySigner key) {
    this.choices = choices;
    this.weather = Weather.of(choices);
    this.key = key;
    this.answers = new NodeAnswers(chain, key.address());
  }

  void elsewhere(Runnable process) {
    this.elsewhere = process;
  }

  Weather weather() {
    return weather;
  }

  int nextNumber() {
    return starts++;
  }

  boolean isForeign() {
    return isForeign;
  }

  boolean isCalm() {
    return isCalm;
  }

  void note(String line) {
    if (trace.size() < MAX_TRACE) {
      trace.add("%5ds %s".formatted(now.getEpochSecond() % 1_000_000, line));
    }
  }

  List<String> trace() {
    return trace;
  }

  /** From here on anything may go wrong. */
  void growWild() {
    isCalm = false;
  }

  /** From here on nothing goes wrong any more. */
  void calmDown() {
    isCalm = true;
    isForeign = false;
    chain.baseFee = SimulatedChain.GWEI;
    chain.leastTip = BigInteger.ZERO;
    chain.funds = BigInteger.TEN.pow(20);
    note("calm");
  }

  /** A point at which a process may die. */
  void mayDie(String where) {
    if (!isCalm && choices.happens(weather.deathsPerMille())) {
      note("dies " + where);
      throw new Died(where);
    }
  }

  /** What comes over the wire for a request. */
  String exchange(String payload) throws IOException {
    NodeAnswers.Asked asked = NodeAnswers.Asked.read(payload);
    if (isCalm) {
      return answers.answer(asked, 0);
    }
    mayDie("before " + asked.method());
    runElsewhere();
    int luck = choices.below(1000);
    if (luck >= 990) {
      note(asked.method() + " never arrives");
      throw new IOException("refused");
    }
    String answer = isForeign ? foreign(asked) : answers.answer(asked, lag(asked, luck));
    mayDie("after " + asked.method());
    if (luck >= 980) {
      note(asked.method() + " is never answered");
      throw new IOException("reset");
    }
    if (luck >= 974) {
      note(asked.method() + " answers nonsense");
      return luck % 2 == 0
          ? "<html>busy</html>"
          : NodeAnswers.error(asked, -32603, "Internal error", "");
    }
    return answer;
  }

  private long lag(NodeAnswers.Asked asked, int luck) {
    if (!asked.isRead() || luck < 974 - weather.lagPerMille() || luck >= 974) {
      return 0;
    }
    note(asked.method() + " is answered by a node that lags");
    return 1 + luck % 3;
  }

  /** The address leads to another chain, with other accounts. */
  private String foreign(NodeAnswers.Asked asked) {
    return switch (asked.method()) {
      case "eth_chainId" -> NodeAnswers.result(asked, "0x1");
      case "eth_getTransactionCount" -> NodeAnswers.result(asked, "0x309");
      case "eth_getTransactionReceipt" -> NodeAnswers.result(asked, null);
      case "eth_estimateGas" -> NodeAnswers.result(asked, "0xc350");
      case "eth_getBalance" -> NodeAnswers.result(asked, "0x8ac7230489e80000");
      case "eth_maxPriorityFeePerGas" -> NodeAnswers.result(asked, "0x0");
      case "eth_getBlockByNumber" -> answers.answer(asked, 0);
      default -> NodeAnswers.error(asked, -32000, "Wrong chainId", "");
    };
  }

  private void runElsewhere() {
    if (!isElsewhere && choices.happens(8)) {
      isElsewhere = true;
      try {
        elsewhere.run();
      } finally {
        isElsewhere = false;
      }
    }
  }

  @Override
  public void pause(Duration duration) {
    now = now.plus(duration);
    if (isCalm) {
      chain.mine();
    } else {
      Events.happen(this);
    }
    mayDie("while it waits");
  }

  void turnForeign(boolean foreign) {
    isForeign = foreign;
  }

  /** Somebody else uses the key, under the next nonce or in place of what waits there. */
  void strangerSends(boolean replaces) {
    long nonce = chain.count(chain.head());
    while (!replaces && chain.pool().containsKey(nonce)) {
      nonce++;
    }
    BigInteger price = chain.baseFee.add(SimulatedChain.GWEI.multiply(BigInteger.valueOf(900)));
    RawTransaction raw =
        RawTransaction.createTransaction(
            SimulatedChain.CHAIN_ID,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(21_000),
            key.address().toString(),
            BigInteger.ZERO,
            "0xff",
            price,
            price);
    var signed = SignedTransaction.sign(raw, key);
    try {
      chain.take(Transaction.read(signed.hex()));
      note("a stranger sends nonce " + nonce);
    } catch (SimulatedChain.Refused refused) {
      note("a stranger is refused");
    }
  }

  /** Other nodes still have what this one has lost or replaced, and pass it on. */
  void returns() {
    long used = chain.count(chain.head());
    List<Transaction> remembered =
        sent.values().stream().filter(transaction -> transaction.nonce() >= used).toList();
    if (!remembered.isEmpty()) {
      Transaction old = remembered.get(choices.below(remembered.size()));
      note("another node brings back " + old.label() + " for " + old.max());
      chain.pool().put(old.nonce(), old);
    }
  }

  void remember(Transaction transaction) {
    sent.putIfAbsent(transaction.hash(), transaction);
  }

  void loses(Set<Long> nonces) {
    note("the node loses " + nonces);
    chain.forget(nonces);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
