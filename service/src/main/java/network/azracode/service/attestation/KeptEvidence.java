// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The evidence behind a verdict on chain: from here, or from whichever peer still has it. */
@Component
class KeptEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(KeptEvidence.class);

  private final EvidenceStore evidence;
  private final Submissions submissions;
  private final Peers peers;

  KeptEvidence(EvidenceStore evidence, Submissions submissions, Peers peers) {
    this.evidence = evidence;
    this.submissions = submissions;
    this.peers = peers;
  }

  /** Empty where neither this attestor nor any peer has it. */
  Optional<SignedSubmission> of(NodeId nodeId, Bytes32 evidenceHash) {
    return evidence
        .submission(evidenceHash)
        .map(kept -> submissions.again(kept, evidence.find(evidenceHash).orElseThrow()))
        .or(() ->
            peers.addresses().stream()
                .flatMap(peer -> fetched(peer, nodeId, evidenceHash).stream())
                .findFirst());
  }

  private Optional<SignedSubmission> fetched(Address peer, NodeId nodeId, Bytes32 evidenceHash) {
    try {
      byte[] found = peers.evidence(peer, evidenceHash);
      return Optional.of(
          submissions.acceptFromPeer(nodeId, found, peers.submission(peer, evidenceHash)));
    } catch (AzraException refusal) {
      LOG.debug("evidence {} of {}: {}", evidenceHash, peer, refusal.getMessage());
      return Optional.empty();
    }
  }
}
