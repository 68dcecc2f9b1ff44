// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
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

  private void prove(List<Posting> pair) {
    Posting one = pair.getFirst();
    outbox.post(
        "prove-equivocation/" + subject(one),
        registry -> one.proof(registry.cases(), pair.getLast()));
  }

  /** In a session several keys can have done it, each in a case of its own. */
  private String subject(Posting posting) {
    Domain settlement = deployment.settlementDomain();
    String job = posting.jobId(settlement).toString();
    return posting.namedSigner().isPresent() ? job : job + "/" + posting.signer(settlement);
  }
}
