// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.service.nodes.CaseState;
import network.azracode.service.nodes.Cases;
import network.azracode.service.transactions.Outbox;
import org.springframework.stereotype.Component;

/**
 * Executes what is due. A case that was vetoed or executed is not; one that somebody else executes
 * meanwhile is refused by the registry before anything is signed.
 */
@Component
class DueCases {
  private final Cases cases;
  private final Outbox outbox;

  DueCases(Cases cases, Outbox outbox) {
    this.cases = cases;
    this.outbox = outbox;
  }

  void execute() {
    if (outbox.isOpen()) {
      cases.due().value().forEach(this::execute);
    }
  }

  /** Named by the transaction that opened it: after a reorganisation a number may mean another. */
  private void execute(CaseState due) {
    outbox.post(
        "execute-case/%d/%s".formatted(due.caseId(), due.openedTransaction()),
        registry -> registry.cases().execute(due.caseId()));
  }
}
