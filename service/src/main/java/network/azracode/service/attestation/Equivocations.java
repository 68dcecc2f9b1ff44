// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.transactions.Outbox;
import org.springframework.stereotype.Component;

/** Proves on chain what two receipts of one key for one job prove by themselves. */
@Component
class Equivocations {
  private final ReceiptStore receipts;
  private final Outbox outbox;
  private final Deployment deployment;

  Equivocations(ReceiptStore receipts, Outbox outbox, Deployment deployment) {
    this.receipts = receipts;
    this.outbox = outbox;
    this.deployment = deployment;
  }

  void prove() {
    if (outbox.isOpen()) {
      receipts.unproven().forEach(this::prove);
    }
  }

  private void prove(List<ReceiptPosting> pair) {
    ReceiptPosting one = pair.getFirst();
    ReceiptPosting other = pair.getLast();
    outbox.post(
        "prove-equivocation/" + one.terms().id(deployment.settlementDomain()),
        registry -> registry.cases().proveEquivocation(one.terms(), one.signed(), other.signed()));
  }
}
