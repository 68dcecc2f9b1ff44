// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.List;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.SessionTerms;
import org.web3j.protocol.core.RemoteFunctionCall;

/** What the settlement contract takes for sessions: many small jobs under one reserved cap. */
public final class SessionCalls {
  private final Address settlement;
  private final Settlement contract;

  SessionCalls(Address settlement, Settlement contract) {
    this.settlement = settlement;
    this.contract = contract;
  }

  /** Reserves the cap; for the client itself, with the next nonce of its account. */
  public Call open(SessionTerms terms) {
    return call(contract.openSession(EncodedSessions.of(terms)));
  }

  /**
   * @param clientSignature over the terms: 64 or 65 bytes, or whatever the client's ERC-1271 takes
   */
  public Call openFor(SessionTerms terms, byte[] clientSignature) {
    return call(contract.openSessionFor(EncodedSessions.of(terms), clientSignature));
  }

  /**
   * @param jobs with rising indexes, in the order of the receipt batch that was signed
   * @param signature over that batch, by any key of the node that stands for the session's policy
   */
  public Call settle(SessionTerms terms, List<SessionJob> jobs, CompactSignature signature) {
    var encoded =
        new Settlement.CompactSignature(signature.r().toByteArray(), signature.vs().toByteArray());
    var rows = jobs.stream().map(EncodedSessions::row).toList();
    return call(contract.settleSession(EncodedSessions.of(terms), rows, encoded));
  }

  /** Moves the session's end to its notice period from now; for the client. */
  public Call giveNotice(SessionTerms terms) {
    return call(contract.giveNotice(EncodedSessions.of(terms)));
  }

  /** Returns what is left to the client, once the session is over. */
  public Call reclaim(SessionTerms terms) {
    return call(contract.reclaim(EncodedSessions.of(terms)));
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(settlement, function.encodeFunctionCall());
  }

  /** Terms and rows in the words of the generated bindings. */
  private static final class EncodedSessions {
    static Settlement.SessionTerms of(SessionTerms terms) {
      return new Settlement.SessionTerms(
          terms.client().toString(),
          BigInteger.valueOf(terms.nodeId().value()),
          BigInteger.valueOf(terms.policy().value()),
          terms.unitPrice(),
          terms.cap(),
          BigInteger.valueOf(terms.expiry()),
          BigInteger.valueOf(terms.noticePeriod()),
          new BigInteger(Long.toUnsignedString(terms.nonce())));
    }

    static Settlement.SessionRow row(SessionJob job) {
      return new Settlement.SessionRow(
          SessionMetering.of(job), job.receipt().resultCommitment().toByteArray());
    }
  }
}
