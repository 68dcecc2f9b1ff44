// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Admission;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.JobHistory;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/**
 * An auditor's look at a receipt. Believes the chain and arithmetic, and nobody who hands the file
 * out: the job is the digest of the terms, the terms name the key, the chain says when that key was
 * the node's and what was paid.
 */
public final class ReceiptCheck {
  private final Deployment deployment;
  private final Registry registry;
  private final Chain chain;

  /**
   * What holds of a receipt whose signature is good.
   *
   * @param openedBlock where the job was opened, under the attested key
   * @param policy under which the key was attested then
   * @param attestedUntil last second of that attestation, as of the opening
   * @param settlement what was paid for it; empty while it is not settled
   */
  public record Finding(
      JobId jobId,
      Address signer,
      long openedBlock,
      PolicyId policy,
      long attestedUntil,
      Optional<JobHistory.Settled> settlement) {}

  public ReceiptCheck(Chain chain, Deployment deployment) {
    this.chain = chain;
    this.deployment = deployment;
    this.registry = new Registry(chain, deployment.nodeRegistry());
  }

  /** Whether a refusal speaks of the receipt; anything else only kept it from being verified. */
  public static boolean isVerdict(AzraException refusal) {
    return refusal.code().startsWith("receipt.") || refusal.code().startsWith("signature.");
  }

  /**
   * @throws AzraException {@code receipt.chain}, {@code receipt.job}, {@code receipt.signature},
   *     {@code receipt.unopened}, {@code receipt.unattested}, {@code receipt.settlement}; {@code
   *     chain.logs} where the node tells no events
   */
  public Finding verify(ReceiptFile file) {
    requireOurs(file);
    JobId id = requireAnswers(file.terms(), file.receipt());
    Address signer = requireSigned(file);
    var history = new JobHistory(chain, deployment, file.terms());
    long opened =
        history.opened().orElseThrow(() -> refused("unopened", "a job that was opened", id));
    Admission admission = requireAttested(file.terms(), opened);
    Optional<JobHistory.Settled> settled = history.settled();
    settled.ifPresent(found -> requireSettledSo(file, found));
    return new Finding(id, signer, opened, admission.policy(), admission.until(), settled);
  }

  private void requireOurs(ReceiptFile file) {
    var ours = List.of(deployment.chainId(), deployment.genesisHash(), deployment.settlement());
    var found = List.of(file.chainId(), file.genesisHash(), file.settlement());
    if (!found.equals(ours)) {
      throw refused("chain", ours, found);
    }
  }

  private JobId requireAnswers(JobTerms terms, Receipt receipt) {
    JobId id = terms.id(deployment.settlementDomain());
    if (!receipt.jobId().equals(id)) {
      throw refused("job", "job %s, the digest of the terms".formatted(id), receipt.jobId());
    }
    return id;
  }

  private Address requireSigned(ReceiptFile file) {
    var digest = ReceiptBatch.of(file.receipt()).digest(deployment.settlementDomain());
    Address found = file.signature().recover(digest);
    if (!found.equals(file.terms().signer())) {
      throw refused("signature", "the key of the terms, " + file.terms().signer(), found);
    }
    return found;
  }

  /** The contract asks the same when it opens a job; this looks for itself. */
  private Admission requireAttested(JobTerms terms, long openedBlock) {
    Block block = chain.block(openedBlock);
    Admission admission = registry.at(block).admission(terms.nodeId());
    if (!admission.signer().equals(terms.signer()) || admission.until() < block.time()) {
      throw refused(
          "unattested",
          "node %s to be attested with key %s in block %d"
              .formatted(terms.nodeId(), terms.signer(), openedBlock),
          "key %s until %d".formatted(admission.signer(), admission.until()));
    }
    return admission;
  }

  /** An enclave signs one receipt per job; the contract took one with these very values. */
  private static void requireSettledSo(ReceiptFile file, JobHistory.Settled settled) {
    Receipt receipt = file.receipt();
    BigInteger due =
        file.terms()
            .unitPrice()
            .multiply(new BigInteger(Long.toUnsignedString(receipt.computeUnits())))
            .min(file.terms().maxPrice());
    if (!settled.receipt().equals(receipt) || !settled.payment().equals(due)) {
      throw refused(
          "settlement",
          "%s paid for %s".formatted(due, receipt),
          "%s paid for %s".formatted(settled.payment(), settled.receipt()));
    }
  }

  private static AzraException refused(String what, Object expected, Object found) {
    return new AzraException(
        "receipt." + what, "receipt: expected %s, found %s".formatted(expected, found));
  }
}
