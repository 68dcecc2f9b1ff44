// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.time.Instant;
import network.azracode.sdk.attestation.TcbEvaluation;

/** One line about a platform's trusted computing base. */
final class TcbText {
  private TcbText() {}

  static String of(TcbEvaluation tcb) {
    return switch (tcb) {
      case TcbEvaluation.Evaluated evaluated -> "  TCB " + evaluated(evaluated);
      case TcbEvaluation.Unsupported _ -> "  TCB not supported";
      case TcbEvaluation.LeftToPolicy() ->
          "  TCB status: none published, the policy's floors decide";
    };
  }

  private static String evaluated(TcbEvaluation.Evaluated tcb) {
    StringBuilder text = new StringBuilder(tcb.status().label());
    tcb.oldestTcbDate().ifPresent((Instant date) -> text.append(", as of ").append(date));
    tcb.evaluationNumber().ifPresent(number -> text.append(", evaluation number ").append(number));
    if (!tcb.advisories().isEmpty()) {
      text.append(", advisories ").append(String.join(", ", tcb.advisories()));
    }
    return text.toString();
  }
}
