// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.transactions.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sees to it that faults become cases: states what was found, has peers find the same, and sends
 * it. Each step is on record before the next, so that a restart goes on where it was.
 */
@Component
class Condemning {
  private static final Logger LOG = LoggerFactory.getLogger(Condemning.class);

  private final FaultStore faults;
  private final EvidenceStore evidence;
  private final Submissions submissions;
  private final EvidenceAppraisal appraisal;
  private final CondemnationBook book;
  private final CondemnationStore condemnations;
  private final Peers peers;
  private final Quorum quorum;
  private final QuorumBook quorumBook;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Deployment deployment;
  private final CondemnMode mode;
  private final Grievances<Bytes32> grievances = new Grievances<>();

  Condemning(
      FaultStore faults,
      EvidenceStore evidence,
      Submissions submissions,
      EvidenceAppraisal appraisal,
      CondemnationBook book,
      CondemnationStore condemnations,
      Peers peers,
      Quorum quorum,
      QuorumBook quorumBook,
      Outbox outbox,
      Ledger ledger,
      Deployment deployment,
      AttestationProperties properties) {
    this.faults = faults;
    this.evidence = evidence;
    this.submissions = submissions;
    this.appraisal = appraisal;
    this.book = book;
    this.condemnations = condemnations;
    this.peers = peers;
    this.quorum = quorum;
    this.quorumBook = quorumBook;
    this.outbox = outbox;
    this.ledger = ledger;
    this.deployment = deployment;
    this.mode = properties.condemn();
  }

  /** One round over all faults without a case; what fails for one is no matter to the others. */
  void condemn() {
    if (mode == CondemnMode.SEND) {
      List<Bytes32> open = faults.open(ledger.head().time());
      open.forEach(this::condemn);
      grievances.keepOnly(open);
    }
  }

  private void condemn(Bytes32 evidenceHash) {
    try {
      SignedSubmission submission =
          submissions.again(
              evidence.submission(evidenceHash).orElseThrow(),
              evidence.find(evidenceHash).orElseThrow());
      Circumstances circumstances = appraisal.circumstancesOfCase(submission);
      book.propose(circumstances, appraisal.fault(circumstances))
          .ifPresent(signed -> carryThrough(signed, submission.signature()));
    } catch (AzraException undecided) {
      if (grievances.isNew(evidenceHash, undecided.code())) {
        LOG.warn(
            "condemnation for evidence {}: {} {}",
            evidenceHash,
            undecided.code(),
            undecided.getMessage());
      }
    }
  }

  private void carryThrough(SignedCondemnation signed, OperatorSignature submission) {
    Condemnation condemnation = signed.condemnation();
    Bytes32 digest = condemnation.digest(deployment.registryDomain());
    SortedMap<Address, CompactSignature> signatures = condemnations.signatures(condemnation);
    if (quorumBook.enough(signatures).isEmpty()) {
      var request =
          new CondemnRequest(
              condemnation, signed.evidenceHash(), submission.signature(), submission.expiresAt());
      quorum.gather(
          signatures.keySet(),
          digest,
          peer -> peers.ask(peer, CondemnRequest.PATH, request),
          (peer, signature) -> condemnations.insertCosignature(condemnation, peer, signature));
      signatures = condemnations.signatures(condemnation);
    }
    Optional<List<CompactSignature>> enough = quorumBook.enough(signatures);
    if (outbox.isOpen() && enough.isPresent()) {
      outbox.post(
          "condemn/" + digest, registry -> registry.cases().condemn(condemnation, enough.get()));
    }
  }
}
