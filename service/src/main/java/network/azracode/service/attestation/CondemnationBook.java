// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.service.nodes.Cases;
import network.azracode.service.nodes.Verdicts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides and records, in one transaction under the lock of the node, what this attestor signs
 * against a key: for itself, and for others.
 */
@Component
class CondemnationBook {
  private static final Logger LOG = LoggerFactory.getLogger(CondemnationBook.class);

  /** With less time left than this, a new one is made. */
  private static final long ENOUGH_SECONDS = 600;

  private final EvidenceStore evidence;
  private final FaultStore faults;
  private final CondemnationStore condemnations;
  private final Verdicts verdicts;
  private final Cases cases;
  private final KnownAttestor known;
  private final Attestor attestor;
  private final Domain registry;

  CondemnationBook(
      EvidenceStore evidence,
      FaultStore faults,
      CondemnationStore condemnations,
      Verdicts verdicts,
      Cases cases,
      KnownAttestor known,
      Attestor attestor,
      Deployment deployment) {
    this.evidence = evidence;
    this.faults = faults;
    this.condemnations = condemnations;
    this.verdicts = verdicts;
    this.cases = cases;
    this.known = known;
    this.attestor = attestor;
    this.registry = deployment.registryDomain();
  }

  /**
   * What this attestor states of evidence: signed before and still good, or now.
   *
   * @return empty where there is nothing to state, or no more
   * @throws network.azracode.sdk.protocol.AzraException {@code attestor.*}
   */
  @Transactional
  public Optional<SignedCondemnation> propose(Circumstances of, Optional<Fault> fault) {
    evidence.lock(of.submission().nodeId());
    OwnFinding own = finding(of, fault);
    return CondemnationRules.proposal(own)
        .map(now ->
            condemnations
                .latestOwn(now.evidenceHash())
                .filter(made -> isGood(made.condemnation(), now, own.headTime()))
                .orElseGet(() -> sign(of, now, Optional.empty())));
  }

  /** The signature given before under exactly this, whoever proposed it. */
  @Transactional(readOnly = true)
  public Optional<CompactSignature> signedBefore(Condemnation condemnation) {
    return condemnations
        .find(condemnation.evidenceHash(), condemnation.expiresAt())
        .filter(signed -> signed.condemnation().equals(condemnation))
        .map(SignedCondemnation::signature);
  }

  /**
   * Signs for another attestor if this one finds the same, and keeps what that rests on.
   *
   * @throws network.azracode.sdk.protocol.AzraException as {@link CondemnationRules#require}, or
   *     {@code attestor.*}; nothing is kept then
   */
  @Transactional
  public CompactSignature cosign(
      Circumstances of, Optional<Fault> fault, Condemnation proposed, Address proposer) {
    evidence.lock(of.submission().nodeId());
    return signedBefore(proposed)
        .orElseGet(() -> {
          CondemnationRules.require(proposed, finding(of, fault));
          evidence.insert(of.submission());
          faults.keep(of, fault.orElseThrow());
          return sign(of, proposed, Optional.of(proposer)).signature();
        });
  }

  private static boolean isGood(Condemnation made, Condemnation now, long headTime) {
    return made.faultAt() == now.faultAt()
        && made.cause() == now.cause()
        && made.expiresAt() - headTime >= ENOUGH_SECONDS;
  }

  private OwnFinding finding(Circumstances of, Optional<Fault> fault) {
    SignedSubmission submission = of.submission();
    Address signer = submission.evidence().binding().signer();
    return new OwnFinding(
        of.head().time(),
        submission.nodeId(),
        signer,
        submissionDigest(submission),
        fault,
        of.challenge().time(),
        verdicts.life(submission.nodeId(), signer, submission.evidenceHash()).value(),
        cases.isAccused(signer).value());
  }

  private Bytes32 submissionDigest(SignedSubmission submission) {
    return new EvidenceSubmission(
            submission.nodeId(), submission.evidenceHash(), submission.signature().expiresAt())
        .digest(registry);
  }

  private SignedCondemnation sign(
      Circumstances of, Condemnation condemnation, Optional<Address> proposer) {
    Address self = known.require();
    SignedSubmission submission = of.submission();
    SignedCondemnation signed =
        new SignedCondemnation(
            submission.evidenceHash(), condemnation, attestor.sign(condemnation));
    condemnations.insert(signed, submission.signature(), self, proposer, of.head().time());
    LOG.atWarn()
        .addKeyValue("nodeId", condemnation.nodeId().value())
        .log(
            "signed condemnation ({}) of key {} of node {}: {}, evidence {}",
            proposer.isPresent() ? "cosignature" : "proposal",
            condemnation.signer(),
            condemnation.nodeId(),
            condemnation.cause(),
            submission.evidenceHash());
    return signed;
  }
}
