// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.SessionJob;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SessionTerms;
import network.azracode.service.testing.TestContracts;
import network.azracode.service.testing.TestNetwork;

/**
 * What one operator and one client do with the contracts, in the mix that the network is built for:
 * of a hundred events about 32 jobs opened, 32 settled, 28 settled in a session, and 8 of verdicts,
 * stakes, deposits, withdrawals and claims. Sent by unlocked accounts; the enclave's signatures are
 * real.
 */
final class Traffic {
  private static final int BATCH = 100;
  private static final int LARGE_BATCH = 250;
  private static final BigInteger PRICE = BigInteger.valueOf(1_000);
  private static final BigInteger UNIT_PRICE = BigInteger.valueOf(7);
  private static final BigInteger ONE = BigInteger.ONE;
  private static final String GAS = "0x1000000";
  private static final String GAS_PRICE = "0x77359400";

  private final TestContracts contracts;
  private final TestNetwork network;
  private final Domain domain;
  private final Deque<JobTerms> open = new ArrayDeque<>();
  private final SessionTerms session;
  private long nonce;
  private long nextIndex;
  private long serial;

  /** Opens a session; mined by whoever called. */
  Traffic(BenchNode node, TestContracts contracts) {
    this.contracts = contracts;
    this.network = new TestNetwork(contracts);
    this.domain = contracts.deployment().settlementDomain();
    this.session =
        new SessionTerms(
            network.client().address(),
            network.nodeId(),
            new PolicyId(1),
            UNIT_PRICE,
            BigInteger.TEN.pow(15),
            contracts.chain().head().time() + 100_000_000L,
            2,
            nonce++);
    List<Map.Entry<String, List<Object>>> first = new ArrayList<>();
    send(first, network.client().address(), contracts.settlement().sessions().open(session));
    fund(first, network.client().address(), contracts.deployment().settlement());
    fund(first, network.operator().address(), contracts.deployment().nodeRegistry());
    node.batch(first);
    node.call("evm_mine");
  }

  private void fund(List<Map.Entry<String, List<Object>>> calls, Address account, Address spender) {
    calls.add(Map.entry("anvil_setBalance", List.of(account.toString(), "0x" + "f".repeat(20))));
    send(calls, account, contracts.token().approve(spender, ONE.shiftLeft(128)));
  }

  /** A verdict for another while, as the chain's time goes on. */
  void attest() {
    network.attest(network.operator().address());
  }

  /** Transactions that emit about so many events; what they settle was opened before. */
  List<Map.Entry<String, List<Object>>> events(int wanted, long time) {
    List<Map.Entry<String, List<Object>>> calls = new ArrayList<>();
    while (!open.isEmpty() && open.getFirst().deadline() <= time) {
      open.removeFirst();
    }
    int settled = Math.min(open.size(), Math.max(1, wanted * 35 / 100));
    int inSession = Math.max(1, wanted * 28 / 100);
    settle(calls, settled, BATCH, time);
    settleSession(calls, inSession, BATCH, time);
    int emitted = settled + inSession + (inSession + BATCH - 1) / BATCH;
    emitted += others(calls, wanted * 7 / 100);
    int opened = Math.clamp(wanted - emitted, 1, Math.max(1, wanted * 34 / 100));
    openJobs(calls, opened, BATCH, time);
    return calls;
  }

  /**
   * As many events of jobs alone, in large batches: what fills a block. (An anvil tells a block's
   * receipts in a time that grows with the square of its transactions.)
   */
  List<Map.Entry<String, List<Object>>> jobs(int wanted, long time) {
    List<Map.Entry<String, List<Object>>> calls = new ArrayList<>();
    openJobs(calls, wanted * 36 / 100, LARGE_BATCH, time);
    settle(calls, wanted * 36 / 100, LARGE_BATCH, time);
    settleSession(calls, wanted * 28 / 100, LARGE_BATCH, time);
    return calls;
  }

  private void settleSession(
      List<Map.Entry<String, List<Object>>> calls, int count, int batchSize, long time) {
    for (int left = count; left > 0; left -= batchSize) {
      List<SessionJob> jobs = new ArrayList<>();
      for (int i = 0; i < Math.min(batchSize, left); i++) {
        long index = nextIndex++;
        var receipt =
            new Receipt(session.jobId(domain, index), 1 + index % 9, time, time, time, word());
        jobs.add(new SessionJob(index, receipt));
      }
      var batch = ReceiptBatch.of(jobs.stream().map(SessionJob::receipt).toArray(Receipt[]::new));
      var signature = network.enclave().sign(batch.digest(domain));
      send(
          calls,
          network.operator().address(),
          contracts.settlement().sessions().settle(session, jobs, signature));
    }
  }

  private void openJobs(
      List<Map.Entry<String, List<Object>>> calls, int count, int batchSize, long time) {
    for (int left = count; left > 0; left -= batchSize) {
      List<JobTerms> terms = new ArrayList<>();
      for (int i = 0; i < Math.min(batchSize, left); i++) {
        terms.add(
            new JobTerms(
                network.client().address(),
                network.nodeId(),
                network.enclave().address(),
                PRICE,
                UNIT_PRICE,
                time + 250,
                word(),
                nonce++));
      }
      open.addAll(terms);
      send(calls, network.client().address(), contracts.settlement().openMany(terms));
    }
  }

  private void settle(
      List<Map.Entry<String, List<Object>>> calls, int count, int batchSize, long time) {
    for (int left = count; left > 0; left -= batchSize) {
      List<SettledJob> jobs = new ArrayList<>();
      for (int i = 0; i < Math.min(batchSize, left); i++) {
        JobTerms terms = open.removeLast();
        jobs.add(
            new SettledJob(
                terms, new Receipt(terms.id(domain), 1 + i % 99, time, time, time, word())));
      }
      var batch = ReceiptBatch.of(jobs.stream().map(SettledJob::receipt).toArray(Receipt[]::new));
      var signature = network.enclave().sign(batch.digest(domain));
      send(calls, network.operator().address(), contracts.settlement().settle(jobs, signature));
    }
  }

  private int others(List<Map.Entry<String, List<Object>>> calls, int count) {
    var settlement = contracts.settlement();
    Address client = network.client().address();
    Address operator = network.operator().address();
    for (int i = 0; i < count; i++) {
      switch ((int) (serial++ % 5)) {
        case 0 -> send(calls, operator, contracts.token().mint(operator, ONE));
        case 1 ->
            send(calls, operator, contracts.registry().stake(network.nodeId(), operator, ONE));
        case 2 -> send(calls, client, settlement.withdraw(client, BigInteger.TWO));
        case 3 -> send(calls, client, settlement.deposit(client, ONE));
        default -> send(calls, operator, settlement.claim(network.nodeId()));
      }
    }
    return count * 4 / 5;
  }

  private Bytes32 word() {
    return Keccak.hash(
        (network.nodeId().value() + "-" + serial++).getBytes(StandardCharsets.US_ASCII));
  }

  private static void send(List<Map.Entry<String, List<Object>>> calls, Address from, Call call) {
    calls.add(
        Map.entry(
            "eth_sendTransaction",
            List.of(
                Map.of(
                    "from", from.toString(),
                    "to", call.to().toString(),
                    "gas", GAS,
                    "gasPrice", GAS_PRICE,
                    "data", Hex.encode(call.data())))));
  }
}
