// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.simulation.Happening.Row;

/** What the contracts tell, encoded here by hand and written out as rows by hand. */
final class Happenings {
  static final Address REGISTRY = address(0xa1);
  static final Address SETTLEMENT = address(0xa2);
  static final Address TOKEN = address(0xa3);
  static final Address TIMELOCK = address(0xa4);
  static final Address STRANGER = address(0xa5);
  private static final int POLICY = 1;
  private static final int FEE_BPS = 100;

  private Happenings() {}

  static Happening nodeRegistered(long node) {
    Address operator = operator(node);
    return told(
        REGISTRY,
        "NodeRegistered(uint64,address,address)",
        List.of(word(node), word(operator), word(operator)),
        List.of(),
        "node_ownerships",
        row("node_id", node, "operator", operator, "payout", operator, "cause", "registered"));
  }

  static Happening stakeAdded(long node, long amount) {
    Address operator = operator(node);
    return told(
        REGISTRY,
        "StakeAdded(uint64,address,address,uint96)",
        List.of(word(node), word(operator), word(operator)),
        List.of(word(amount)),
        "stake_changes",
        row(
            "node_id",
            node,
            "operator",
            operator,
            "change",
            "added",
            "amount",
            number(amount),
            "payer",
            operator));
  }

  static Happening attested(long node, long time) {
    Bytes32 key = hash("sealing", node);
    return told(
        REGISTRY,
        "NodeAttested(uint64,address,address,bytes32,uint24,uint8,uint8,bytes32,uint32,uint32)",
        List.of(word(node), word(operator(node)), word(signer(node))),
        List.of(
            key,
            word(POLICY),
            word(2),
            word(1),
            hash("evidence", time),
            word(time),
            word(time + 600)),
        "verdicts",
        row(
            "node_id",
            node,
            "operator",
            operator(node),
            "signer",
            signer(node),
            "sealing_key",
            key,
            "policy",
            POLICY,
            "tee",
            2,
            "tcb_status",
            1,
            "evidence_hash",
            hash("evidence", time),
            "appraised_at",
            time,
            "valid_until",
            time + 600));
  }

  static Happening deposited(long client, long amount) {
    return told(
        SETTLEMENT,
        "Deposited(address,address,uint128)",
        List.of(word(client(client)), word(client(client))),
        List.of(word(amount)),
        "deposits",
        row("client", client(client), "payer", client(client), "amount", number(amount)));
  }

  static Happening jobOpened(World.Job job) {
    return told(
        SETTLEMENT,
        "JobOpened(bytes32,uint64,address,address,uint96,uint96,uint40,bytes32,uint64,uint24,uint16)",
        List.of(job.id(), word(job.node()), word(client(job.client()))),
        List.of(
            word(signer(job.node())),
            word(job.price()),
            word(7),
            word(job.deadline()),
            hash("spec", job.number()),
            word(job.number()),
            word(POLICY),
            word(FEE_BPS)),
        "job_openings",
        row(
            "job_id",
            job.id(),
            "node_id",
            job.node(),
            "client",
            client(job.client()),
            "signer",
            signer(job.node()),
            "max_price",
            number(job.price()),
            "unit_price",
            number(7),
            "deadline",
            job.deadline(),
            "spec_commitment",
            hash("spec", job.number()),
            "nonce",
            number(job.number()),
            "policy",
            POLICY,
            "fee_bps",
            FEE_BPS));
  }

  static Happening jobSettled(World.Job job, long paid, long time) {
    long fee = paid / 100;
    return told(
        SETTLEMENT,
        "JobSettled(bytes32,uint64,address,uint64,uint96,uint96,uint96,uint40,uint40,uint40,bytes32)",
        List.of(job.id(), word(job.node()), word(client(job.client()))),
        List.of(
            word(paid),
            word(paid),
            word(fee),
            word(job.price() - paid),
            word(time - 3),
            word(time - 2),
            word(time - 1),
            hash("result", job.number())),
        "settlements",
        row(
            "job_id",
            job.id(),
            "node_id",
            job.node(),
            "client",
            client(job.client()),
            "compute_units",
            number(paid),
            "payment",
            number(paid),
            "fee",
            number(fee),
            "refund",
            number(job.price() - paid),
            "started_at",
            time - 3,
            "finished_at",
            time - 2,
            "wiped_at",
            time - 1,
            "result_commitment",
            hash("result", job.number())));
  }

  static Happening jobEnded(World.Job job, boolean cancelled) {
    return told(
        SETTLEMENT,
        (cancelled ? "JobCancelled" : "JobRefunded") + "(bytes32,uint64,address,uint96)",
        List.of(job.id(), word(job.node()), word(client(job.client()))),
        List.of(word(job.price())),
        cancelled ? "job_cancellations" : "job_refunds",
        row(
            "job_id",
            job.id(),
            "node_id",
            job.node(),
            "client",
            client(job.client()),
            "amount",
            number(job.price())));
  }

  static Happening claimed(long node, long amount) {
    return told(
        SETTLEMENT,
        "EarningsClaimed(uint64,address,uint112)",
        List.of(word(node), word(operator(node))),
        List.of(word(amount)),
        "claims",
        row("node_id", node, "part", "net", "recipient", operator(node), "amount", number(amount)));
  }

  /** A topic that nobody declared. */
  static Happening unknown(long salt) {
    Bytes32 topic = hash("unknown", salt);
    return quarantined(REGISTRY, List.of(topic), new byte[32], topic, "event.unknown");
  }

  /** A known topic over data that is a byte short. */
  static Happening malformed(long node) {
    Bytes32 topic = topic("StakeAdded(uint64,address,address,uint96)");
    Bytes32 operator = word(operator(node));
    return quarantined(
        REGISTRY,
        List.of(topic, word(node), operator, operator),
        new byte[31],
        topic,
        "event.malformed");
  }

  static Happening byAStranger(long salt) {
    return new Happening(
        STRANGER, List.of(hash("strange", salt)), new byte[] {1}, Optional.empty());
  }

  static Happening transfer(long client) {
    return new Happening(
        TOKEN,
        List.of(topic("Transfer(address,address,uint256)"), word(client(client)), word(SETTLEMENT)),
        word(5).toByteArray(),
        Optional.empty());
  }

  static Bytes32 hash(String what, long... numbers) {
    StringBuilder text = new StringBuilder(what);
    for (long number : numbers) {
      text.append('/').append(number);
    }
    return Keccak.hash(text.toString().getBytes(US_ASCII));
  }

  private static Happening quarantined(
      Address contract, List<Bytes32> topics, byte[] data, Bytes32 topic, String reason) {
    Map<String, Object> row = row("contract", contract, "topic", topic, "reason", reason);
    return new Happening(contract, topics, data, Optional.of(new Row("quarantined_logs", row)));
  }

  private static Happening told(
      Address contract,
      String signature,
      List<Bytes32> indexed,
      List<Bytes32> data,
      String table,
      Map<String, Object> row) {
    List<Bytes32> topics = new ArrayList<>();
    topics.add(topic(signature));
    topics.addAll(indexed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    data.forEach(word -> bytes.writeBytes(word.toByteArray()));
    return new Happening(contract, topics, bytes.toByteArray(), Optional.of(new Row(table, row)));
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value =
          switch (namesAndValues[i + 1]) {
            case Address address -> address.toByteArray();
            case Bytes32 bytes -> bytes.toByteArray();
            case Object other -> other;
          };
      row.put((String) namesAndValues[i], value);
    }
    return row;
  }

  private static BigDecimal number(long value) {
    return BigDecimal.valueOf(value);
  }

  private static Bytes32 topic(String signature) {
    return Keccak.hash(signature.getBytes(US_ASCII));
  }

  private static Bytes32 word(long value) {
    byte[] word = new byte[32];
    for (int i = 0; i < 8; i++) {
      word[31 - i] = (byte) (value >>> 8 * i);
    }
    return Bytes32.of(word);
  }

  private static Bytes32 word(Address address) {
    byte[] word = new byte[32];
    System.arraycopy(address.toByteArray(), 0, word, 12, 20);
    return Bytes32.of(word);
  }

  private static Address operator(long node) {
    return address(0x10_000 + node);
  }

  private static Address signer(long node) {
    return address(0x20_000 + node);
  }

  private static Address client(long client) {
    return address(0x30_000 + client);
  }

  private static Address address(long number) {
    return Address.of("0x%040x".formatted(number));
  }
}
