// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import network.azracode.sdk.ledger.SignatureQuestion;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;

/** What accounts that are contracts take for their own signature (ERC-1271). */
public interface ContractSignatures {
  int MAX_BYTES = SignatureQuestion.MAX_SIGNATURE_BYTES;

  /**
   * Asks the account on the state after a block.
   *
   * @return false also where no contract is, or where it refuses, answers something else or needs
   *     too much gas; and always from a replica, which has nobody to ask
   * @throws network.azracode.sdk.protocol.AzraException {@code signature.unverifiable} where no
   *     node answers
   */
  boolean accepts(Address account, Bytes32 digest, Octets signature, AsOf at);
}
