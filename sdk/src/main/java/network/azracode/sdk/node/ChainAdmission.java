// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.function.Supplier;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Offer;

/** Takes on what the chain says for good is paid for, and the node's own offer covers. */
final class ChainAdmission implements Admission {
  private final SettlementContract settlement;
  private final Supplier<Block> newestFinal;
  private final Supplier<Offer> offer;
  private final Supplier<Address> enclaveSigner;
  private final InstantSource clock;

  ChainAdmission(
      SettlementContract settlement,
      Supplier<Block> newestFinal,
      Supplier<Offer> offer,
      Supplier<Address> enclaveSigner,
      InstantSource clock) {
    this.settlement = settlement;
    this.newestFinal = newestFinal;
    this.offer = offer;
    this.enclaveSigner = enclaveSigner;
    this.clock = clock;
  }

  @Override
  public void require(JobId id, JobTerms terms, long backlogSeconds) {
    requireForUs(terms);
    requireCovered(terms, offer.get());
    requireRunway(terms, backlogSeconds, offer.get());
    requireOpen(id);
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

  private static void requireCovered(JobTerms terms, Offer offered) {
    if (terms.unitPrice().compareTo(offered.unitPrice()) < 0) {
      throw RefusedRequest.job(
          "job.price",
          "unitPrice: expected at least %s, found %s"
              .formatted(offered.unitPrice(), terms.unitPrice()));
    }
    if (terms.maxPrice().compareTo(terms.unitPrice()) < 0) {
      throw RefusedRequest.job(
          "job.max-price",
          "maxPrice: expected at least one unit's %s, found %s"
              .formatted(terms.unitPrice(), terms.maxPrice()));
    }
    BigInteger most = terms.unitPrice().multiply(BigInteger.valueOf(offered.maxUnits()));
    if (terms.maxPrice().compareTo(most) > 0) {
      throw RefusedRequest.job(
          "job.max-units",
          "maxPrice: expected at most %s, the price of %d units, found %s"
              .formatted(most, offered.maxUnits(), terms.maxPrice()));
    }
  }

  private void requireRunway(JobTerms terms, long backlogSeconds, Offer offered) {
    long runway = terms.deadline() - clock.instant().getEpochSecond();
    long needed = offered.minRunway() + backlogSeconds;
    if (runway < needed) {
      throw RefusedRequest.job(
          "job.runway",
          "expected at least %d seconds until the deadline, %d of them for jobs before it, found %d"
              .formatted(needed, backlogSeconds, runway));
    }
  }

  /** The id is the digest of the terms, so an open job has exactly these terms. */
  private void requireOpen(JobId id) {
    if (!settlement.latest().job(id).isOpen()) {
      throw RefusedRequest.job("job.not-open", "expected an open job, found none of id " + id);
    }
    Block block = newestFinal.get();
    if (!settlement.at(block).job(id).isOpen()) {
      throw RefusedRequest.later(
          "job.not-final",
          "expected job %s to be open in a final block, found the newest, %d, before its opening"
              .formatted(id, block.number()));
    }
  }
}
