// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SessionTerms;

/**
 * A call of {@code settle} or {@code settleSession}, read again: it holds the very batch that an
 * enclave signed, and so the same receipts that anybody else may hold. Only calls in the encoding
 * that this program itself makes are read; what a contract passed on is not in the transaction.
 */
public sealed interface SettlingCall {
  int JOB_ROW_WORDS = 13;
  int SESSION_ROW_WORDS = 2;
  int SESSION_TERMS_WORDS = 8;

  /** One receipt of it. */
  SignedReceipt signed(int row);

  /** One row for each of these jobs, each with terms of its own. */
  record OfJobs(List<JobTerms> terms, Batch batch) implements SettlingCall {
    public OfJobs {
      terms = List.copyOf(terms);
    }

    @Override
    public SignedReceipt signed(int row) {
      return batch.signed(row);
    }
  }

  /** Rows of one session. */
  record OfSession(SessionTerms terms, List<Long> places, Batch batch) implements SettlingCall {
    public OfSession {
      places = List.copyOf(places);
    }

    @Override
    public SignedReceipt signed(int row) {
      return batch.signed(row);
    }
  }

  /** Receipts as they were signed together. */
  record Batch(List<Receipt> receipts, CompactSignature signature) {
    public Batch {
      receipts = List.copyOf(receipts);
    }

    SignedReceipt signed(int row) {
      List<Bytes32> hashes = receipts.stream().map(Receipt::structHash).toList();
      return new SignedReceipt(receipts.get(row), new ReceiptBatch(hashes), row, signature);
    }
  }

  /**
   * @param settlement domain at deployment, under which job ids are computed
   * @return empty for another call, or another encoding of this one
   */
  static Optional<SettlingCall> read(byte[] data, Domain settlement) {
    try {
      return read(new CallWords(data), settlement);
    } catch (AzraException outOfRange) {
      return Optional.empty();
    }
  }

  private static Optional<SettlingCall> read(CallWords words, Domain settlement) {
    if (words.calls(
        "settle(((address,uint64,address,uint96,uint96,uint40,bytes32,uint64),"
            + "uint64,uint40,uint40,uint40,bytes32)[],(bytes32,bytes32))")) {
      return ofJobs(words, settlement);
    }
    if (words.calls(
        "settleSession((address,uint64,uint24,uint96,uint96,uint40,uint32,uint64),"
            + "(uint256,bytes32)[],(bytes32,bytes32))")) {
      return ofSession(words, settlement);
    }
    return Optional.empty();
  }

  private static Optional<SettlingCall> ofJobs(CallWords words, Domain settlement) {
    int first = 4;
    int rows = words.rows(0, first, JOB_ROW_WORDS);
    List<JobTerms> terms = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int at = first + row * JOB_ROW_WORDS;
      JobTerms found =
          new JobTerms(
              words.address(at),
              new NodeId(words.number(at + 1)),
              words.address(at + 2),
              words.integer(at + 3),
              words.integer(at + 4),
              words.number(at + 5),
              words.word(at + 6),
              words.number(at + 7));
      terms.add(found);
      receipts.add(
          new Receipt(
              found.id(settlement),
              words.number(at + 8),
              words.number(at + 9),
              words.number(at + 10),
              words.number(at + 11),
              words.word(at + 12)));
    }
    return rows < 1
        ? Optional.empty()
        : Optional.of(new OfJobs(terms, new Batch(receipts, words.signature(1))));
  }

  private static Optional<SettlingCall> ofSession(CallWords words, Domain settlement) {
    int first = SESSION_TERMS_WORDS + 4;
    int rows = words.rows(SESSION_TERMS_WORDS, first, SESSION_ROW_WORDS);
    if (rows < 1) {
      return Optional.empty();
    }
    SessionTerms terms =
        new SessionTerms(
            words.address(0),
            new NodeId(words.number(1)),
            new PolicyId((int) words.number(2)),
            words.integer(3),
            words.integer(4),
            words.number(5),
            words.number(6),
            words.number(7));
    List<Long> places = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int at = first + row * SESSION_ROW_WORDS;
      BigInteger metering = words.integer(at);
      long place = SessionMetering.place(metering);
      places.add(place);
      receipts.add(
          SessionMetering.receipt(terms.jobId(settlement, place), metering, words.word(at + 1)));
    }
    return Optional.of(
        new OfSession(
            terms, places, new Batch(receipts, words.signature(SESSION_TERMS_WORDS + 1))));
  }
}
