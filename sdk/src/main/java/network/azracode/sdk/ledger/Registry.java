// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import java.util.List;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Verdict;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.gas.DefaultGasProvider;

/** Calls to the NodeRegistry contract. Amounts are token base units. */
public final class Registry {
  private static final Bytes32 NODE_REGISTERED =
      Bytes32.of(EventEncoder.encode(NodeRegistry.NODEREGISTERED_EVENT));

  private static final Bytes32 POLICY_PUBLISHED =
      Bytes32.of(EventEncoder.encode(NodeRegistry.POLICYPUBLISHED_EVENT));

  private final Chain chain;
  private final Address address;
  private final NodeRegistry contract;

  public Registry(Chain chain, Address address) {
    this.chain = chain;
    this.address = address;
    this.contract = load(DefaultBlockParameterName.LATEST);
  }

  /** Reads at the head. */
  public RegistryView latest() {
    return new RegistryView(contract);
  }

  public RegistryView at(Block block) {
    return new RegistryView(load(block.at()));
  }

  public Call register(Address payout) {
    return call(contract.register(payout.toString()));
  }

  /**
   * The node that a {@link #register} transaction made; act on it once the block is final.
   *
   * @throws AzraException {@code registry.event-missing}
   */
  public NodeId registered(TransactionReceipt receipt) {
    return new NodeId(indexed(receipt, NODE_REGISTERED).longValueExact());
  }

  /**
   * The policy that a transaction published.
   *
   * @throws AzraException {@code registry.event-missing}
   */
  public PolicyId published(TransactionReceipt receipt) {
    return new PolicyId(indexed(receipt, POLICY_PUBLISHED).intValueExact());
  }

  public Call setPayout(NodeId nodeId, Address payout) {
    return call(contract.setPayout(id(nodeId), payout.toString()));
  }

  public Call transferOperator(NodeId nodeId, Address newOperator) {
    return call(contract.transferOperator(id(nodeId), newOperator.toString()));
  }

  public Call acceptOperator(NodeId nodeId, BigInteger minStake) {
    return call(contract.acceptOperator(id(nodeId), minStake));
  }

  /** Needs an allowance of {@code amount} for this contract. */
  public Call stake(NodeId nodeId, Address expectedOperator, BigInteger amount) {
    return call(contract.stake(id(nodeId), expectedOperator.toString(), amount));
  }

  public Call stake(NodeId nodeId, Address expectedOperator, BigInteger amount, Permit permit) {
    var encoded =
        new NodeRegistry.Permit(permit.encodedDeadline(), permit.v(), permit.r(), permit.s());
    return call(contract.stakeWithPermit(id(nodeId), expectedOperator.toString(), amount, encoded));
  }

  public Call unbond(NodeId nodeId, BigInteger amount) {
    return call(contract.unbond(id(nodeId), amount));
  }

  public Call rebond(NodeId nodeId, BigInteger amount) {
    return call(contract.rebond(id(nodeId), amount));
  }

  public Call withdraw(NodeId nodeId) {
    return call(contract.withdraw(id(nodeId)));
  }

  /**
   * @param signatures ascending by attestor
   */
  public Call attest(Verdict verdict, List<CompactSignature> signatures) {
    return call(
        contract.attest(encoded(verdict), signatures.stream().map(Registry::encoded).toList()));
  }

  /** What only the timelock may ask of this contract. */
  public Governance governance() {
    return new Governance(address, contract);
  }

  /** What this contract takes for cases. */
  public CaseCalls cases() {
    return new CaseCalls(address, contract);
  }

  /** What this contract takes from its guardian. */
  public Guardianship guardianship() {
    return new Guardianship(address, contract);
  }

  private NodeRegistry load(DefaultBlockParameter at) {
    return NodeRegistry.load(
        address.toString(), chain.web3j(), new Reads(chain, at), new DefaultGasProvider());
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(address, function.encodeFunctionCall());
  }

  private BigInteger indexed(TransactionReceipt receipt, Bytes32 topic) {
    return receipt.logsOf(address, topic).stream()
        .map(log -> log.topics().get(1).toUnsigned())
        .findFirst()
        .orElseThrow(() ->
            new AzraException(
                "registry.event-missing",
                "expected event %s in %s, found none".formatted(topic, receipt.transactionHash())));
  }

  private static BigInteger id(NodeId nodeId) {
    return BigInteger.valueOf(nodeId.value());
  }

  private static NodeRegistry.CompactSignature encoded(CompactSignature signature) {
    return new NodeRegistry.CompactSignature(
        signature.r().toByteArray(), signature.vs().toByteArray());
  }

  private static NodeRegistry.Verdict encoded(Verdict verdict) {
    return new NodeRegistry.Verdict(
        id(verdict.nodeId()),
        verdict.operator().toString(),
        verdict.signer().toString(),
        verdict.sealingKey().toByteArray(),
        BigInteger.valueOf(verdict.policy().value()),
        BigInteger.valueOf(verdict.tee().code()),
        BigInteger.valueOf(verdict.tcbStatus().code()),
        verdict.evidenceHash().toByteArray(),
        BigInteger.valueOf(verdict.appraisedAt()),
        BigInteger.valueOf(verdict.validUntil()));
  }
}
