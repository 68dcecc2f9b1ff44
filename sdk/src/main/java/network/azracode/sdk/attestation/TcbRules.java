// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import network.azracode.sdk.attestation.policy.TcbPolicy;
import network.azracode.sdk.protocol.TcbStatus;

/** What a policy asks of the platform's trusted computing base, where its vendor evaluates it. */
final class TcbRules {
  private final TcbPolicy policy;
  private final Findings findings;

  private TcbRules(TcbPolicy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  static void apply(TcbEvaluation tcb, TcbPolicy policy, Instant at, Findings findings) {
    switch (tcb) {
      case TcbEvaluation.Evaluated evaluated ->
          new TcbRules(policy, findings).evaluated(evaluated, at);
      case TcbEvaluation.Unsupported unsupported ->
          new TcbRules(policy, findings).unsupported(unsupported);
      case TcbEvaluation.LeftToPolicy() -> {
        // the rules of its kind hold the policy's floors against the report
      }
    }
  }

  private void unsupported(TcbEvaluation.Unsupported tcb) {
    findings.contraindicatedUnless(
        false,
        "tcb.unsupported",
        "No TCB level that the vendor describes is reached, one is needed: update what is named"
            + " beside this.");
    shortfalls(tcb.shortfalls());
  }

  private void evaluated(TcbEvaluation.Evaluated tcb, Instant at) {
    if (!accepted(tcb, at)) {
      findings.warningUnless(
          false,
          "tcb.status",
          "TCB status is %s, the policy accepts %s: update what is named beside this."
              .formatted(tcb.status().label(), labels()));
      shortfalls(tcb.shortfalls());
    }
    advisories(tcb);
    tcb.evaluationNumber()
        .ifPresent(number ->
            findings.warningUnless(
                number >= policy.minimumEvaluationNumber(),
                "tcb.evaluationNumber",
                "The vendor's documents have evaluation number %d, the policy needs %d: fetch newer ones."
                    .formatted(number, policy.minimumEvaluationNumber())));
  }

  private void shortfalls(List<TcbEvaluation.Shortfall> shortfalls) {
    shortfalls.forEach(
        shortfall -> findings.warningUnless(false, shortfall.code(), shortfall.sentence()));
  }

  private void advisories(TcbEvaluation.Evaluated tcb) {
    SortedSet<String> refused = new TreeSet<>(tcb.advisories());
    refused.retainAll(policy.refusedAdvisories());
    findings.warningUnless(
        refused.isEmpty(),
        "tcb.advisory",
        "Advisories %s apply to the platform, the policy refuses them: mend what they describe."
            .formatted(refused));
    if (tcb.status() == TcbStatus.UP_TO_DATE || policy.acceptedAdvisories().isEmpty()) {
      return;
    }
    SortedSet<String> unlisted = new TreeSet<>(tcb.advisories());
    unlisted.removeAll(policy.acceptedAdvisories());
    findings.warningUnless(
        unlisted.isEmpty(),
        "tcb.advisoryUnlisted",
        "Advisories %s apply to the platform, the policy accepts only %s: mend what they describe."
            .formatted(unlisted, new TreeSet<>(policy.acceptedAdvisories())));
  }

  private boolean accepted(TcbEvaluation.Evaluated tcb, Instant at) {
    TcbStatus status = tcb.status();
    return status == TcbStatus.NOT_APPLICABLE
        || policy.statuses().contains(status)
        || withinGrace(tcb, at) && policy.statuses().contains(apartFromDate(status));
  }

  /** Counted from the part of the platform that is furthest behind. */
  private boolean withinGrace(TcbEvaluation.Evaluated tcb, Instant at) {
    return tcb.oldestTcbDate().filter(date -> !at.isAfter(date.plus(policy.grace()))).isPresent();
  }

  /** What a status would be if the platform were not out of date. */
  private static TcbStatus apartFromDate(TcbStatus status) {
    return switch (status) {
      case OUT_OF_DATE -> TcbStatus.UP_TO_DATE;
      case OUT_OF_DATE_CONFIGURATION_NEEDED -> TcbStatus.CONFIGURATION_NEEDED;
      default -> status;
    };
  }

  private List<String> labels() {
    return policy.statuses().stream().sorted().map(TcbStatus::label).toList();
  }
}
