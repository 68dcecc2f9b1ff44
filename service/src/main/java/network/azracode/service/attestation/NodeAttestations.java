// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.attestation.NodeAttestation.LatestAppraisal;
import network.azracode.service.attestation.NodeAttestation.Notice;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Policies;
import network.azracode.service.nodes.PolicyState;
import org.springframework.stereotype.Component;

/**
 * Tells operators ahead of time what they would otherwise learn from a job that they do not get.
 */
@Component
public class NodeAttestations {
  private static final String MEND = "attest again with new evidence.";

  private final AppraisalStore appraisals;
  private final FaultStore faults;
  private final Policies policies;

  NodeAttestations(AppraisalStore appraisals, FaultStore faults, Policies policies) {
    this.appraisals = appraisals;
    this.faults = faults;
    this.policies = policies;
  }

  /**
   * @param now time of the block as of which the node stands so, unix seconds
   */
  public NodeAttestation of(NodeState node, long now) {
    return node.verdict()
        .map(verdict -> of(node.nodeId(), verdict, now))
        .orElseGet(() -> new NodeAttestation(Optional.empty(), faults.notices(node.nodeId())));
  }

  /**
   * The appraisal made here on which a verdict rests, or the last one before it.
   *
   * @param appraisedAt of the verdict, unix seconds
   */
  public Optional<LatestAppraisal> appraisal(Bytes32 evidenceHash, long appraisedAt) {
    return appraisals.asOf(evidenceHash, appraisedAt).map(AppraisalStore.Latest::appraisal);
  }

  private NodeAttestation of(NodeId nodeId, NodeVerdict verdict, long now) {
    Optional<AppraisalStore.Latest> latest = appraisals.latest(verdict.evidenceHash());
    List<Notice> notices = new ArrayList<>();
    notices.add(validity(verdict, now));
    notices.addAll(faults.notices(nodeId));
    latest
        .map(AppraisalStore.Latest::appraisal)
        .filter(appraisal -> appraisal.affirmation() != Affirmation.AFFIRMING)
        .ifPresent(appraisal -> notices.add(turned(appraisal)));
    latest.stream()
        .flatMap(found -> found.deadlines().stream())
        .forEach(deadline -> notices.add(notice(deadline, now)));
    policies
        .find(verdict.policy())
        .value()
        .flatMap(PolicyState::graceUntil)
        .ifPresent(until ->
            notices.add(
                new Notice(
                    "policy.retires",
                    until,
                    "The policy takes no jobs from %s on: attest under another."
                        .formatted(Instant.ofEpochSecond(until)))));
    notices.sort(Comparator.comparingLong(Notice::at));
    return new NodeAttestation(latest.map(AppraisalStore.Latest::appraisal), notices);
  }

  private static Notice validity(NodeVerdict verdict, long now) {
    long until = verdict.validUntil();
    return now <= until
        ? new Notice(
            "verdict.expires",
            until,
            "The verdict expires in %s: %s".formatted(TimeSpan.words(until - now), MEND))
        : new Notice(
            "verdict.expired",
            until,
            "The verdict expired %s ago: %s".formatted(TimeSpan.words(now - until), MEND));
  }

  private static Notice turned(LatestAppraisal appraisal) {
    return new Notice(
        "appraisal.not-affirming",
        appraisal.appraisedAt(),
        "The evidence does not affirm any more, see the reasons: mend them, then " + MEND);
  }

  private static Notice notice(Deadline deadline, long now) {
    Instant due = Instant.ofEpochSecond(deadline.dueAt());
    String sentence =
        deadline.code().equals(Deadline.TCB_RECOVERY)
            ? "TCB recovery due on %s: the platform is out of date, update its firmware."
            : "The vendor's documents behind the appraisal run out on %s, in %s.";
    return new Notice(
        deadline.code(),
        deadline.dueAt(),
        sentence.formatted(due, TimeSpan.words(Math.max(0, deadline.dueAt() - now))));
  }
}
