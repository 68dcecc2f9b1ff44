// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeVerdict;

/**
 * What an attestor knows by itself of a node that another proposes a verdict on. Times are unix
 * seconds.
 *
 * @param headTime of the head block here
 * @param operator as the ledger has them
 * @param current the verdict on chain for that operator
 * @param lastSigned when this attestor last signed for the node
 * @param affirmed present if and only if the appraisal made here affirms
 */
record OwnView(
    long headTime,
    Address operator,
    Optional<NodeVerdict> current,
    Optional<Long> lastSigned,
    int lifetimeSeconds,
    EvidencePackage evidence,
    Affirmation affirmation,
    Optional<Affirmed> affirmed) {

  /**
   * @param validUntil the longest validity that this attestor would give
   */
  record Affirmed(Tee tee, TcbStatus tcbStatus, long validUntil) {}

  boolean isShortenedBy(Verdict proposed) {
    return current.filter(verdict -> shortens(proposed, verdict)).isPresent();
  }

  /** Same key, same policy, and an earlier end: it gates, and grants nothing. */
  static boolean shortens(Verdict proposed, NodeVerdict current) {
    return current.signer().equals(proposed.signer())
        && current.policy().equals(proposed.policy())
        && proposed.validUntil() < current.validUntil();
  }
}
