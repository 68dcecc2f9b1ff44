// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
import network.azracode.service.nodes.CaseState;
import org.springframework.stereotype.Component;

/**
 * What the hash on chain means. Nothing is told of which the hash is not the digest: a case is
 * against money, and whoever judges it wants to know that this is what it rests on.
 */
@Component
public class CaseExplanations {
  private final FaultStore faults;
  private final ReceiptStore receipts;
  private final Domain registry;

  CaseExplanations(FaultStore faults, ReceiptStore receipts, Deployment deployment) {
    this.faults = faults;
    this.receipts = receipts;
    this.registry = deployment.registryDomain();
  }

  /** Unknown where this attestor took no part in it. */
  public CaseReasons of(CaseState opened) {
    return opened.jobId().equals(Bytes32.ZERO) ? judged(opened) : proven(opened);
  }

  private CaseReasons judged(CaseState opened) {
    return faults
        .behind(opened.evidenceHash())
        .filter(known -> submissionDigest(opened, known).equals(opened.evidenceHash()))
        .orElse(CaseReasons.UNKNOWN);
  }

  private Bytes32 submissionDigest(CaseState opened, CaseReasons known) {
    return new EvidenceSubmission(
            opened.nodeId(),
            known.evidence().orElseThrow(),
            known.submissionExpiresAt().orElseThrow())
        .digest(registry);
  }

  private CaseReasons proven(CaseState opened) {
    List<Bytes32> hashes = receipts.hashes(new JobId(opened.jobId()));
    return ordered(hashes, opened.evidenceHash())
        .map(pair ->
            new CaseReasons(
                List.of(
                    new ReasonGiven(
                        "receipts.differ",
                        "The key signed two receipts for one job: %s and %s."
                            .formatted(pair.getFirst(), pair.getLast()))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                pair))
        .orElse(CaseReasons.UNKNOWN);
  }

  /** The proof names them in the order in which they were shown to the registry. */
  private static Optional<List<Bytes32>> ordered(List<Bytes32> hashes, Bytes32 evidenceHash) {
    return hashes.size() < 2
        ? Optional.empty()
        : List.of(hashes, hashes.reversed()).stream()
            .filter(pair ->
                Keccak.hash(pair.getFirst().toByteArray(), pair.getLast().toByteArray())
                    .equals(evidenceHash))
            .findFirst();
  }
}
