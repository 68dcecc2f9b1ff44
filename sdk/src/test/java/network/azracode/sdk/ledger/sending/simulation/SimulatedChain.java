// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/**
 * A chain on which one key matters: blocks, a pool with Besu's rules, and what may happen to both.
 * Besu's rules are those of facts/besu.md: it takes what cannot be paid and what offers less than
 * the base fee, without a word, and measures a replacement by its effective price.
 */
final class SimulatedChain {
  static final long CHAIN_ID = 1337;
  static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private static final int MIN_GAS_PRICE = 1000;
  private static final int PER_BLOCK = 3;

  /** A transaction in a block. */
  record Mined(Transaction transaction, boolean succeeded) {}

  record Block(long number, Bytes32 hash, Bytes32 parent, BigInteger baseFee, List<Mined> mined) {}

  /** What a node says when it does not take a transaction. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int code;

    Refused(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final TreeMap<Long, Transaction> pool = new TreeMap<>();
  private long made;

  BigInteger baseFee = GWEI;
  BigInteger leastTip = BigInteger.ZERO;
  BigInteger funds = BigInteger.TEN.pow(20);

  SimulatedChain() {
    append(List.of());
  }

  long head() {
    return blocks.size() - 1L;
  }

  Optional<Block> block(long number, long head) {
    return number < 0 || number > head ? Optional.empty() : Optional.of(blocks.get((int) number));
  }

  long count(long head) {
    return mined(head).size();
  }

  List<Mined> mined(long head) {
    return blocks.stream().limit(head + 1).flatMap(block -> block.mined().stream()).toList();
  }

  Optional<Block> blockOf(Bytes32 hash, long head) {
    return blocks.stream()
        .limit(head + 1)
        .filter(block ->
            block.mined().stream().anyMatch(mined -> mined.transaction().hash().equals(hash)))
        .findFirst();
  }

  Map<Long, Transaction> pool() {
    return pool;
  }

  void take(Transaction transaction) {
    if (transaction.chainId() != CHAIN_ID) {
      throw new Refused(-32000, "Wrong chainId");
    }
    if (transaction.nonce() < count(head())) {
      throw new Refused(-32001, "Nonce too low");
    }
    if (transaction.max().intValue() < MIN_GAS_PRICE && transaction.max().bitLength() < 31) {
      throw new Refused(-32009, "Gas price below configured minimum gas price");
    }
    Transaction old = pool.get(transaction.nonce());
    if (old != null) {
      requireBetter(old, transaction);
    }
    pool.put(transaction.nonce(), transaction);
  }

  private void requireBetter(Transaction old, Transaction by) {
    if (old.hash().equals(by.hash())) {
      throw new Refused(-32000, "Known transaction");
    }
    BigInteger ten = BigInteger.TEN;
    BigInteger offered = by.effectiveAt(baseFee).multiply(ten);
    BigInteger wanted = old.effectiveAt(baseFee).multiply(BigInteger.valueOf(11));
    if (offered.compareTo(wanted) < 0 || by.tip().compareTo(old.tip()) < 0) {
      throw new Refused(-32000, "Replacement transaction underpriced");
    }
  }

  void mine() {
    List<Mined> mined = new ArrayList<>();
    long nonce = count(head());
    while (mined.size() < PER_BLOCK && pool.containsKey(nonce) && isMinable(pool.get(nonce))) {
      mined.add(new Mined(pool.get(nonce), succeeds(pool.get(nonce))));
      nonce++;
    }
    append(mined);
    pool.headMap(count(head())).clear();
  }

  void mineEmpty() {
    append(List.of());
  }

  private boolean isMinable(Transaction transaction) {
    return transaction.max().compareTo(baseFee.add(leastTip)) >= 0
        && transaction.tip().compareTo(leastTip) >= 0
        && transaction.maxCost().compareTo(funds) <= 0;
  }

  /** Intents of one kind fail in every other block, however well they were estimated. */
  private boolean succeeds(Transaction transaction) {
    return !Work.isFickle(transaction.intent()) || (head() + 1) % 2 == 0;
  }

  /** Replaces the newest blocks by as many empty ones. */
  void reorganise(int depth, boolean returnsToPool) {
    List<Block> gone = new ArrayList<>();
    for (int i = 0; i < depth && head() > 0; i++) {
      gone.add(blocks.removeLast());
    }
    if (returnsToPool) {
      gone.stream()
          .flatMap(block -> block.mined().stream())
          .forEach(mined -> pool.putIfAbsent(mined.transaction().nonce(), mined.transaction()));
    }
    gone.forEach(block -> append(List.of()));
  }

  /** The pool as it was, or without some of it, or empty: as after a restart. */
  void forget(Set<Long> nonces) {
    pool.keySet().removeAll(new HashSet<>(nonces));
  }

  private void append(List<Mined> mined) {
    long number = blocks.size();
    Bytes32 parent = blocks.isEmpty() ? Bytes32.ZERO : blocks.getLast().hash();
    Bytes32 hash = Keccak.hash(ByteBuffer.allocate(16).putLong(made++).putLong(number).array());
    blocks.add(new Block(number, hash, parent, baseFee, List.copyOf(mined)));
  }
}
