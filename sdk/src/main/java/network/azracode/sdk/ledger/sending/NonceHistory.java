// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.util.Optional;
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
   * @param finalBlock by which the nonce is used
   * @throws AzraException if the node cannot tell, for instance of so old a state
   */
  boolean isUsedByOther(Submission.Signed signed, long finalBlock) {
    Address key = signed.intent().from();
    long block = blockThatUsed(key, signed.nonce(), finalBlock);
    Optional<Bytes32> user = chain.transactionIn(block, key, signed.nonce());
    // Nobody's transaction: an EIP-7702 authorisation uses a nonce too.
    return user.stream()
        .noneMatch(hash ->
            signed.attempts().stream()
                .anyMatch(attempt -> attempt.transaction().hash().equals(hash)));
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
