// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.nodes.KeyLife;

/**
 * What an attestor knows by itself of a package that may condemn the key it names. Times are unix
 * seconds.
 *
 * @param headTime of the head block here
 * @param signer the key that the package names
 * @param submissionDigest of what its operator signed under the package
 * @param fault found here, if any
 * @param challengeAt time of the block that the package was made after
 * @param life of that key as a key of that node
 * @param accused whether a case was ever opened against that key
 */
record OwnFinding(
    long headTime,
    NodeId nodeId,
    Address signer,
    Bytes32 submissionDigest,
    Optional<Fault> fault,
    long challengeAt,
    Optional<KeyLife> life,
    boolean accused) {

  /** When the key answered with stake for what is wrong; empty if it did not. */
  Optional<Long> faultAt() {
    return life.flatMap(known -> known.faultAt(challengeAt));
  }
}
