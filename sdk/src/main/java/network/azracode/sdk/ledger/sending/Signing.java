// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;
import org.web3j.crypto.RawTransaction;

/** Makes attempts: estimates, prices, checks that they can be paid, signs. Keeps nothing. */
final class Signing {
  /** No transaction may use more since EIP-7825. */
  static final long MAX_GAS = 1L << 24;

  private final Chain chain;
  private final Signer key;
  private final FeeTerms terms;
  private final Clock clock;

  Signing(Chain chain, Signer key, FeeTerms terms, Clock clock) {
    this.chain = chain;
    this.key = key;
    this.terms = terms;
    this.clock = clock;
  }

  /** What an intent needs and offers: everything but its nonce. */
  record Priced(Intent intent, long gasLimit, Fees fees) {
    BigInteger maxCostWei() {
      return fees.max().multiply(BigInteger.valueOf(gasLimit));
    }
  }

  /**
   * Asked after the count of used nonces: what another chain counts would leave a hole for ever.
   *
   * @param unsettled what else the key still owes for
   * @throws network.azracode.sdk.ledger.ContractReverted if the call would fail now
   * @throws AzraException {@code transaction.gas}, {@code transaction.fee-cap}, {@code
   *     transaction.funds}, {@code chain.id}; nothing is signed then
   */
  Priced price(Intent intent, List<Submission> unsettled) {
    long gasLimit = gasLimit(intent);
    BigInteger baseFee = chain.head().baseFeeWei();
    Fees fees =
        Fees.first(baseFee, chain.tipWei(), terms).orElseThrow(() -> capTooLow(intent, baseFee));
    Priced priced = new Priced(intent, gasLimit, fees);
    requireFunds(intent, priced.maxCostWei().add(owed(unsettled)));
    chain.requireOwnId();
    return priced;
  }

  Attempt sign(Priced priced, long nonce) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chain.chainId(),
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(priced.gasLimit()),
            priced.intent().to().map(Address::toString).orElse(""),
            BigInteger.ZERO,
            priced.intent().data().toString(),
            priced.fees().tip(),
            priced.fees().max());
    return new Attempt(
        nonce,
        priced.gasLimit(),
        priced.fees(),
        SignedTransaction.sign(transaction, key),
        clock.instant());
  }

  /**
   * The same nonce and call for more money.
   *
   * @throws AzraException {@code transaction.fee-cap}, {@code transaction.funds}, {@code chain.id}
   */
  Attempt raise(Submission.Signed signed) {
    Attempt newest = signed.newest();
    BigInteger baseFee = chain.head().baseFeeWei();
    Fees fees =
        newest
            .fees()
            .raised(baseFee, terms)
            .orElseThrow(() -> capReached(signed.intent(), newest.fees()));
    Priced priced = new Priced(signed.intent(), newest.gasLimit(), fees);
    requireFunds(signed.intent(), priced.maxCostWei());
    chain.requireOwnId();
    return sign(priced, signed.nonce());
  }

  /** Half as much again: another's transaction may come first and make the call dearer. */
  private long gasLimit(Intent intent) {
    long estimate = chain.estimateGas(key.address(), intent.to(), intent.data().toString());
    if (estimate > MAX_GAS) {
      throw new AzraException(
          "transaction.gas",
          "intent %s: expected at most %d gas, found %d".formatted(intent.id(), MAX_GAS, estimate));
    }
    return Math.min(MAX_GAS, estimate + estimate / 2);
  }

  private static BigInteger owed(List<Submission> unsettled) {
    return unsettled.stream()
        .filter(Submission.Signed.class::isInstance)
        .map(submission -> ((Submission.Signed) submission).newest().maxCostWei())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Some nodes keep what cannot be paid in their pool, unmined and without a word. */
  private void requireFunds(Intent intent, BigInteger needed) {
    BigInteger balance = chain.balanceWei(key.address());
    if (balance.compareTo(needed) < 0) {
      throw new AzraException(
          "transaction.funds",
          "intent %s: expected %s wei on %s, found %s"
              .formatted(intent.id(), needed, key.address(), balance));
    }
  }

  private AzraException capReached(Intent intent, Fees offered) {
    return new AzraException(
        "transaction.fee-cap",
        "intent %s: expected inclusion at %s wei per gas, found none; the cap of %s wei allows no raise"
            .formatted(intent.id(), offered.max(), terms.capWei()));
  }

  private AzraException capTooLow(Intent intent, BigInteger baseFee) {
    return new AzraException(
        "transaction.fee-cap",
        "intent %s: expected a base fee below the cap of %s wei, found %s"
            .formatted(intent.id(), terms.capWei(), baseFee));
  }
}
