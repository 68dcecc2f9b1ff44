// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.SignatureQuestion;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;

/** What accounts that are contracts take for their own signature (ERC-1271). */
@FunctionalInterface
public interface ContractSignatures {
  /** Where no contract is asked, none has signed anything. */
  ContractSignatures NONE = (account, digest, signature) -> false;

  /** Asked on the state of the head, like all else that a participant reads. */
  static ContractSignatures on(Chain chain) {
    return (account, digest, signature) ->
        SignatureQuestion.accepts(chain, account, digest, signature);
  }

  /**
   * @return false also where no contract is
   * @throws network.azracode.sdk.protocol.AzraException {@code chain.…} where nobody answers
   */
  boolean accepts(Address account, Bytes32 digest, Octets signature);
}
