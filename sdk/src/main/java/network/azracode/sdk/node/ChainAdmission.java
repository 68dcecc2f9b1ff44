// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.InstantSource;
import java.util.function.Supplier;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Offer;

/** Takes on what the chain says is paid for and the node's own offer covers. */
final class ChainAdmission implements Admission {
  private final SettlementContract settlement;
  private final Supplier<Offer> offer;
  private final Supplier<Address> enclaveSigner;
  private final InstantSource clock;

  ChainAdmission(
      SettlementContract settlement,
      Supplier<Offer> offer,
      Supplier<Address> enclaveSigner,
      InstantSource clock) {
    this.settlement = settlement;
    this.offer = offer;
    this.enclaveSigner = enclaveSigner;
    this.clock = clock;
  }

  @Override
  public void require(JobId id, JobSubmission submission) {
    JobTerms terms = submission.terms();
    requireForUs(terms);
    requireCovered(terms, submission.envelope().length, offer.get());
    // the id is the digest of the terms, so an open job has exactly these terms
    if (!settlement.latest().job(id).isOpen()) {
      throw RefusedRequest.job("job.not-open", "expected an open job, found none of id " + id);
    }
  }

  private void requireForUs(JobTerms terms) {
    if (!terms.nodeId().equals(offer.get().nodeId())) {
      throw RefusedRequest.job(
          "job.node",
          "nodeId: expected %s, found %s".formatted(offer.get().nodeId(), terms.nodeId()));
    }
    if (!terms.signer().equals(enclaveSigner.get())) {
      throw RefusedRequest.job(
          "job.signer",
          "signer: expected the enclave's key %s, found %s"
              .formatted(enclaveSigner.get(), terms.signer()));
    }
  }

  private void requireCovered(JobTerms terms, int envelopeBytes, Offer offered) {
    if (envelopeBytes > offered.maxEnvelopeBytes()) {
      throw RefusedRequest.tooLarge("envelope", offered.maxEnvelopeBytes(), envelopeBytes);
    }
    if (terms.unitPrice().compareTo(offered.unitPrice()) < 0) {
      throw RefusedRequest.job(
          "job.price",
          "unitPrice: expected at least %s, found %s"
              .formatted(offered.unitPrice(), terms.unitPrice()));
    }
    long runway = terms.deadline() - clock.instant().getEpochSecond();
    if (runway < offered.minRunway()) {
      throw RefusedRequest.job(
          "job.runway",
          "expected at least %d seconds until the deadline, found %d"
              .formatted(offered.minRunway(), runway));
    }
  }
}
