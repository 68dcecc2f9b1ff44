// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.RpcFailure;

/** Asks one node for ranges, and where there is one, a witness for the same ranges. */
final class RangeInquiry {
  private final RangeVerifier verifier;
  private final LogProof proof;
  private final ChainSource source;
  private final Optional<ChainSource> witness;

  RangeInquiry(
      RangeVerifier verifier, LogProof proof, ChainSource source, Optional<ChainSource> witness) {
    this.verifier = verifier;
    this.proof = proof;
    this.source = source;
    this.witness = witness;
  }

  /**
   * @throws RpcFailure if a node does not answer
   * @throws RangeRefused if what it says does not prove itself, or the witness says otherwise
   */
  VerifiedRange range(long from, long to) {
    VerifiedRange range = proven(from, to);
    witness.ifPresent(other -> confirm(other, range));
    return range;
  }

  private VerifiedRange proven(long from, long to) {
    List<Header> headers = source.headers(from, to);
    try {
      return verifier.verify(
          new FetchedRange(from, to, headers, source.logs(from, to)), source::receipts);
    } catch (RpcFailure | RangeRefused failure) {
      if (from < to || proof == LogProof.WITNESS || isLimited(failure)) {
        throw failure;
      }
      boolean contradicted = failure instanceof RangeRefused;
      return verifier.verifyWithoutLogs(from, headers, source::receipts, contradicted);
    }
  }

  private static boolean isLimited(AzraException failure) {
    return failure instanceof RpcFailure rpc && rpc.isLimited();
  }

  private static void confirm(ChainSource witness, VerifiedRange range) {
    long from = range.first().number();
    long to = range.last().number();
    List<Header> headers = witness.headers(from, to);
    for (int i = 0; i < headers.size(); i++) {
      if (!headers.get(i).equals(range.headers().get(i))) {
        throw RangeRefused.byWitness(
            "header",
            range.headers().get(i).reference(),
            headers.get(i).reference().equals(range.headers().get(i).reference())
                ? "another one of the same hash"
                : headers.get(i).reference());
      }
    }
    List<ChainLog> logs = witness.logs(from, to);
    boolean same = logs.size() == range.logs().size();
    for (int i = 0; same && i < logs.size(); i++) {
      same = logs.get(i).isSame(range.logs().get(i));
    }
    if (!same) {
      throw RangeRefused.byWitness(
          "logs of blocks %d to %d".formatted(from, to),
          range.logs().size() + " as told",
          logs.size() + " or others");
    }
  }
}
