// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import network.azracode.sdk.protocol.TcbStatus;

/** What a policy asks of the platform's trusted computing base. */
final class TcbRules {
  private TcbRules() {}

  static void apply(TcbEvaluation tcb, PolicyDocument policy, Findings findings) {
    switch (tcb) {
      case TcbEvaluation.Evaluated evaluated -> evaluated(evaluated, policy, findings);
      case TcbEvaluation.Unsupported unsupported ->
          findings.contraindicatedUnless(
              false,
              "tcb.unsupported",
              "No TCB level that the vendor describes is reached. "
                  + sentences(unsupported.shortfalls()));
      case TcbEvaluation.LeftToPolicy() -> {
        // the rules of its kind hold the policy's floors against the report
      }
    }
  }

  private static void evaluated(
      TcbEvaluation.Evaluated tcb, PolicyDocument policy, Findings findings) {
    TcbStatus status = tcb.status();
    findings.warningUnless(
        policy.statuses().contains(status),
        "tcb.status",
        "TCB status is %s, the policy accepts %s.".formatted(status.label(), policy.statuses()));
    if (!policy.statuses().contains(status)) {
      tcb.shortfalls()
          .forEach(
              shortfall -> findings.warningUnless(false, shortfall.code(), shortfall.sentence()));
    }
  }

  private static String sentences(List<TcbEvaluation.Shortfall> shortfalls) {
    return String.join(" ", shortfalls.stream().map(TcbEvaluation.Shortfall::sentence).toList());
  }
}
