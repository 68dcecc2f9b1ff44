// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * Does a policy accept this evidence? A pure function of evidence (with its collateral), policy,
 * what the relying party knows, and time. Every rule speaks, so that an operator learns all that is
 * short at once.
 */
public final class Appraiser {
  /** How far the chain's time may run ahead of the relying party's clock. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private final List<Reason> reasons = new ArrayList<>();

  private Appraiser() {}

  /**
   * Holds evidence against a policy and names all that is short.
   *
   * @param at the relying party's time: an attestor passes the time of its head block
   */
  public static Appraisal appraise(
      VerifiedEvidence evidence, PolicyDocument policy, ExpectedBinding expected, Instant at) {
    Appraiser appraiser = new Appraiser();
    appraiser.platform(evidence.quote(), policy);
    appraiser.reportData(evidence, expected);
    appraiser.binding(evidence.claimed().binding(), policy, expected);
    appraiser.age(policy, expected.challenge(), at);
    return new Appraisal(evidence, policy, appraiser.reasons);
  }

  private void platform(VerifiedQuote quote, PolicyDocument policy) {
    contraindicatedUnless(
        policy.accepts(quote.anchor()),
        "anchor.unknown",
        "Evidence rests on a root that the policy does not name.");
    contraindicatedUnless(
        policy.tees().contains(quote.tee()),
        "tee.refused",
        "Evidence is of kind %s, the policy accepts %s.".formatted(quote.tee(), policy.tees()));
    tcb(quote.tcb(), policy);
    contraindicatedUnless(
        policy.debug() || !quote.report().debug(),
        "debug.enabled",
        "TDATTRIBUTES has DEBUG set: the host can read this trust domain.");
    contraindicatedUnless(
        policy.mrTds().contains(quote.report().mrTd()),
        "measurement.unknown",
        "MRTD is %s, the policy names %s.".formatted(quote.report().mrTd(), policy.mrTds()));
  }

  private void tcb(TcbEvaluation tcb, PolicyDocument policy) {
    switch (tcb) {
      case TcbEvaluation.Evaluated(var status) -> {
        if (!policy.statuses().contains(status)) {
          reasons.add(
              new Reason(
                  "tcb.status",
                  "TCB status is %s, the policy accepts %s."
                      .formatted(status.label(), policy.statuses()),
                  Affirmation.WARNING));
        }
      }
      case TcbEvaluation.NotEvaluated() ->
          reasons.add(
              new Reason(
                  "tcb.notEvaluated",
                  "The TCB status of this platform was not evaluated.",
                  Affirmation.NONE));
    }
  }

  private void reportData(VerifiedEvidence evidence, ExpectedBinding expected) {
    EnclaveBinding binding = evidence.claimed().binding();
    Octets bound = Octets.of(ReportData.of(binding, expected.registry()));
    contraindicatedUnless(
        evidence.quote().report().reportData().equals(bound),
        "binding.reportData",
        "Report data is not that of the binding under this registry.");
    contraindicatedUnless(
        Keccak.hash(evidence.claimed().sealingKey().toByteArray()).equals(binding.sealingKeyHash()),
        "binding.sealingKey",
        "The sealing key is not the one that the binding names.");
  }

  private void binding(EnclaveBinding binding, PolicyDocument policy, ExpectedBinding expected) {
    requireEqual("nodeId", expected.nodeId(), binding.nodeId());
    requireEqual("operator", expected.operator(), binding.operator());
    requireEqual("policy", expected.policy(), binding.policy());
    requireEqual("programsHash", policy.programsHash(), binding.programsHash());
    requireEqual("challengeBlock", expected.challenge().block(), binding.challengeBlock());
    requireEqual("challengeHash", expected.challenge().hash(), binding.challengeHash());
  }

  private void age(PolicyDocument policy, Challenge challenge, Instant at) {
    Duration age = Duration.between(challenge.time(), at);
    if (age.compareTo(policy.maximumAge()) > 0) {
      reasons.add(
          new Reason(
              "evidence.stale",
              "Evidence is %d seconds old, the policy accepts %d."
                  .formatted(age.toSeconds(), policy.maximumAge().toSeconds()),
              Affirmation.WARNING));
    }
    contraindicatedUnless(
        age.compareTo(CLOCK_TOLERANCE.negated()) >= 0,
        "evidence.future",
        "The challenge block is %d seconds ahead.".formatted(-age.toSeconds()));
  }

  private void requireEqual(String field, Object expected, Object found) {
    contraindicatedUnless(
        expected.equals(found),
        "binding." + field,
        "The binding's %s is %s, expected %s.".formatted(field, found, expected));
  }

  private void contraindicatedUnless(boolean holds, String code, String sentence) {
    if (!holds) {
      reasons.add(new Reason(code, sentence, Affirmation.CONTRAINDICATED));
    }
  }
}
