// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Account;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Job;
import network.azracode.sdk.ledger.Policy;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.SettlementView;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.local.LedgerPicture.AccountRow;
import network.azracode.service.local.LedgerPicture.JobRow;
import network.azracode.service.local.LedgerPicture.NodeRow;
import network.azracode.service.local.LedgerPicture.PolicyRow;
import org.jspecify.annotations.Nullable;

/**
 * Whether the ledger says what the contracts say, slot by slot, after the block that the ledger
 * speaks of. The contracts' side is read by {@code eth_call} through the generated bindings, so the
 * service's own decoder is not asked about itself. What the ledger does not know at all is missed
 * by counts, by the clients' nonces, and by the tokens that the contracts hold.
 */
final class Agreement {
  private final Network network;
  private final LedgerPicture ledger;
  private final Block block;
  private final RegistryView registry;
  private final SettlementView settlement;
  private final Differences differences = new Differences();

  private Agreement(Network network, LedgerPicture ledger) {
    this.network = network;
    this.ledger = ledger;
    this.block = network.chain().block(ledger.asOf().block());
    this.registry = network.registry().at(block);
    this.settlement = network.settlement().at(block);
  }

  /** Empty where everything agrees. */
  static List<String> differences(Network network, LedgerPicture ledger) {
    var agreement = new Agreement(network, ledger);
    agreement.compare();
    return agreement.differences.all();
  }

  private void compare() {
    differences.compare("hash of block " + block.number(), ledger.asOf().hash(), block.hash());
    comparePolicies();
    compareNodes();
    compareAccounts();
    ledger.jobs().forEach(this::compareJob);
    compareHoldings();
  }

  private void comparePolicies() {
    differences.compare("policies", ledger.policies().size(), registry.policyCount());
    for (PolicyRow row : ledger.policies()) {
      Policy policy = registry.policy(row.policy());
      String name = "policy " + row.policy();
      var terms =
          new PolicyTerms(
              row.minStake(),
              row.lifetimeSeconds(),
              row.teeMask(),
              row.timeBucketSeconds(),
              row.unitBucket(),
              row.feeBps(),
              row.digest());
      differences.compare(name + " terms", terms, policy.terms());
      differences.compare(name + " graceUntil", orZero(row.graceUntil()), policy.graceUntil());
      differences.compare(
          name + " suspendedUntil", orZero(row.suspendedUntil()), policy.suspendedUntil());
    }
  }

  private void compareNodes() {
    List<NodeId> known = ledger.nodes().stream().map(NodeRow::nodeId).toList();
    List<NodeId> registered =
        LongStream.rangeClosed(1, registry.nodeCount()).mapToObj(NodeId::new).toList();
    differences.compare("nodes", known, registered);
    ledger.nodes().stream()
        .filter(row -> registered.contains(row.nodeId()))
        .forEach(row -> {
          compareStake(row);
          compareVerdict(row);
          compareEarnings(row);
        });
  }

  private void compareStake(NodeRow row) {
    var node = registry.node(row.nodeId());
    String name = "node " + row.nodeId();
    differences.compare(name + " operator", row.operator(), node.operator());
    differences.compare(name + " payout", row.payout(), node.payout());
    differences.compare(
        name + " pendingOperator",
        Objects.requireNonNullElse(row.pendingOperator(), Address.ZERO),
        node.pendingOperator());
    differences.compare(name + " stake", row.stake(), node.stake());
    differences.compare(name + " unbonding", row.unbonding(), node.unbonding());
    if (node.unbonding().signum() > 0) {
      differences.compare(name + " releaseAt", row.releaseAt(), node.releaseAt());
    }
  }

  private void compareVerdict(NodeRow row) {
    String name = "node " + row.nodeId();
    if (row.signer() == null) {
      // after a handover the contract keeps the key, but admits nothing
      differences.compare(name + " until", 0L, registry.admission(row.nodeId()).until());
      return;
    }
    var node = registry.node(row.nodeId());
    differences.compare(name + " signer", row.signer(), node.signer());
    differences.compare(name + " policy", row.policy(), node.policy());
    differences.compare(name + " appraisedAt", row.appraisedAt(), node.appraisedAt());
    differences.compare(name + " validUntil", row.validUntil(), node.validUntil());
  }

  private void compareEarnings(NodeRow row) {
    var earnings = settlement.earnings(row.nodeId());
    String name = "node " + row.nodeId();
    differences.compare(name + " earningsNet", row.earningsNet(), earnings.net());
    differences.compare(name + " earningsFee", row.earningsFee(), earnings.fee());
    differences.compare(name + " earningsJobs", row.earningsJobs(), earnings.jobs());
  }

  private void compareAccounts() {
    Map<Address, Long> direct =
        ledger.jobs().stream()
            .filter(JobRow::isDirect)
            .collect(Collectors.groupingBy(JobRow::client, Collectors.counting()));
    for (AccountRow row : ledger.accounts()) {
      Account account = settlement.account(row.client());
      String name = "account " + row.client();
      differences.compare(name + " free", row.free(), account.free());
      // every direct opening takes the next nonce: the ledger must know as many
      differences.compare(name + " nonce", direct.getOrDefault(row.client(), 0L), account.nonce());
    }
  }

  private void compareJob(JobRow row) {
    Job slot = settlement.job(row.jobId());
    String name = "job " + row.jobId();
    differences.compare(name + " is open", row.isOpen(), slot.isOpen());
    if (row.isOpen() && slot.isOpen()) {
      differences.compare(name + " amount", row.maxPrice(), slot.amount());
      differences.compare(name + " deadline", row.deadline(), slot.deadline());
      differences.compare(name + " openedAt", row.openedAt(), slot.openedAt());
      differences.compare(name + " feeBps", row.feeBps(), slot.feeBps());
    }
  }

  /** All that the ledger knows of must add up to the tokens that are there. */
  private void compareHoldings() {
    BigInteger staked =
        sum(ledger.nodes().stream().flatMap(row -> Stream.of(row.stake(), row.unbonding())));
    BigInteger owed =
        sum(
            Stream.of(
                    ledger.accounts().stream().map(AccountRow::free),
                    ledger.jobs().stream().filter(JobRow::isOpen).map(JobRow::maxPrice),
                    ledger.nodes().stream()
                        .flatMap(row -> Stream.of(row.earningsNet(), row.earningsFee())))
                .flatMap(amounts -> amounts));
    var deployment = network.deployment();
    var token = network.token();
    differences.compare(
        "tokens in the registry", staked, token.balanceOf(deployment.nodeRegistry(), block));
    differences.compare(
        "tokens in the settlement", owed, token.balanceOf(deployment.settlement(), block));
  }

  private static BigInteger sum(Stream<BigInteger> amounts) {
    return amounts.reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static long orZero(@Nullable Long time) {
    return time == null ? 0 : time;
  }
}
