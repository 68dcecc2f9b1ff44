// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.web3j.protocol.core.DefaultBlockParameter;

/** Finds out, from the blocks themselves, whose transaction used a nonce. */
final class NonceHistory {
  private final Chain chain;

  NonceHistory(Chain chain) {
    this.chain = chain;
  }

  /**
   * The transaction itself must be seen: counts alone may come from several nodes, or from another
   * chain in between, and then point at any block.
   *
   * @param finalBlock by which the nonce is used
   * @throws AzraException if the node cannot tell, for instance of so old a state; {@code
   *     transaction.nonce-user} if no transaction is seen to use it
   */
  Bytes32 user(Address key, long nonce, long finalBlock) {
    long block = blockThatUsed(key, nonce, finalBlock);
    Bytes32 user =
        chain.transactionIn(block, key, nonce).orElseThrow(() -> unseen(key, nonce, block));
    chain.requireOwnId();
    return user;
  }

  private static AzraException unseen(Address key, long nonce, long block) {
    return new AzraException(
        "transaction.nonce-user",
        "nonce %d of %s: expected the transaction that used it in block %d, found none"
            .formatted(nonce, key, block));
  }

  /** Steps back from the newest, which every node knows, in strides that double; then halves. */
  private long blockThatUsed(Address key, long nonce, long finalBlock) {
    long used = finalBlock;
    long unused = finalBlock - 1;
    long stride = 1;
    while (unused >= 0 && isUsed(key, nonce, unused)) {
      used = unused;
      stride *= 2;
      unused = Math.max(used - stride, used == 0 ? -1 : 0);
    }
    while (used - unused > 1) {
      long middle = unused + (used - unused) / 2;
      if (isUsed(key, nonce, middle)) {
        used = middle;
      } else {
        unused = middle;
      }
    }
    return used;
  }

  private boolean isUsed(Address key, long nonce, long block) {
    var at = DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
    return chain.transactionCount(key, at) > nonce;
  }
}
