// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.List;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.SessionTerms;
import org.web3j.protocol.core.RemoteFunctionCall;

/**
 * What the registry takes for cases: a key's end, and the slash that follows. Anyone sends them.
 */
public final class CaseCalls {
  private final Address registry;
  private final NodeRegistry contract;

  CaseCalls(Address registry, NodeRegistry contract) {
    this.registry = registry;
    this.contract = contract;
  }

  /**
   * @param signatures of a quorum over the condemnation, ascending by attestor
   */
  public Call condemn(Condemnation condemnation, List<CompactSignature> signatures) {
    var encoded =
        new NodeRegistry.Condemnation(
            BigInteger.valueOf(condemnation.nodeId().value()),
            condemnation.signer().toString(),
            BigInteger.valueOf(condemnation.cause().code()),
            condemnation.evidenceHash().toByteArray(),
            BigInteger.valueOf(condemnation.faultAt()),
            BigInteger.valueOf(condemnation.expiresAt()));
    return call(contract.condemn(encoded, signatures.stream().map(CaseCalls::encoded).toList()));
  }

  /** Two different receipts for one job by the key that its terms name, opened or not. */
  public Call proveEquivocation(JobTerms terms, SignedReceipt a, SignedReceipt b) {
    var encoded =
        new NodeRegistry.JobTerms(
            terms.client().toString(),
            BigInteger.valueOf(terms.nodeId().value()),
            terms.signer().toString(),
            terms.maxPrice(),
            terms.unitPrice(),
            BigInteger.valueOf(terms.deadline()),
            terms.specCommitment().toByteArray(),
            new BigInteger(Long.toUnsignedString(terms.nonce())));
    return call(contract.proveEquivocation(encoded, encoded(a), encoded(b)));
  }

  /**
   * Two different receipts of one key of the node for one job of a session, opened or not.
   *
   * @param place of the job in its session, 0 to 2³² − 2
   */
  public Call proveSessionEquivocation(
      SessionTerms terms, long place, SignedReceipt a, SignedReceipt b) {
    var encoded =
        new NodeRegistry.SessionTerms(
            terms.client().toString(),
            BigInteger.valueOf(terms.nodeId().value()),
            BigInteger.valueOf(terms.policy().value()),
            terms.unitPrice(),
            terms.cap(),
            BigInteger.valueOf(terms.expiry()),
            BigInteger.valueOf(terms.noticePeriod()),
            new BigInteger(Long.toUnsignedString(terms.nonce())));
    return call(
        contract.proveSessionEquivocation(
            encoded, BigInteger.valueOf(place), encoded(a), encoded(b)));
  }

  /**
   * @param caseId of a case whose delay has passed
   */
  public Call execute(long caseId) {
    return call(contract.execute(BigInteger.valueOf(caseId)));
  }

  /** Pays what slashes left to the account, to it alone. */
  public Call claimOwed(Address account) {
    return call(contract.claimOwed(account.toString()));
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(registry, function.encodeFunctionCall());
  }

  private static NodeRegistry.CompactSignature encoded(CompactSignature signature) {
    return new NodeRegistry.CompactSignature(
        signature.r().toByteArray(), signature.vs().toByteArray());
  }

  private static NodeRegistry.SignedReceipt encoded(SignedReceipt signed) {
    return new NodeRegistry.SignedReceipt(
        encoded(signed.receipt()),
        signed.batch().receiptHashes().stream().map(Bytes32::toByteArray).toList(),
        BigInteger.valueOf(signed.index()),
        encoded(signed.signature()));
  }

  private static NodeRegistry.Receipt encoded(Receipt receipt) {
    return new NodeRegistry.Receipt(
        receipt.jobId().value().toByteArray(),
        BigInteger.valueOf(receipt.computeUnits()),
        BigInteger.valueOf(receipt.startedAt()),
        BigInteger.valueOf(receipt.finishedAt()),
        BigInteger.valueOf(receipt.wipedAt()),
        receipt.resultCommitment().toByteArray());
  }
}
