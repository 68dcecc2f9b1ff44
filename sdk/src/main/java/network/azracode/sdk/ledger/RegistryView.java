// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static network.azracode.sdk.ledger.Reads.get;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;

/** The registry as it was after one block. Every read throws {@link ContractReverted}. */
public final class RegistryView {
  private final NodeRegistry contract;

  RegistryView(NodeRegistry contract) {
    this.contract = contract;
  }

  /** Reverts with {@code NodeUnknown} if there is no such node. */
  public Node node(NodeId nodeId) {
    return Node.of(get(contract.node(BigInteger.valueOf(nodeId.value()))));
  }

  public long nodeCount() {
    return get(contract.globals()).nodeCount.longValueExact();
  }

  public Admission admission(NodeId nodeId) {
    return Admission.of(get(contract.admission(BigInteger.valueOf(nodeId.value()))));
  }

  /** Reverts with {@code PolicyUnknown} if it was never published. */
  public Policy policy(PolicyId policyId) {
    return Policy.of(get(contract.policy(BigInteger.valueOf(policyId.value()))));
  }

  public int policyCount() {
    return get(contract.globals()).policyCount.intValueExact();
  }

  public boolean isAttestor(Address account) {
    return get(contract.isAttestor(account.toString()));
  }

  public int attestors() {
    return get(contract.globals()).attestors.intValueExact();
  }

  public int threshold() {
    return get(contract.globals()).threshold.intValueExact();
  }

  public Address owner() {
    return Address.of(get(contract.owner()));
  }

  public Address guardian() {
    return Address.of(get(contract.guardian()));
  }

  public Address treasury() {
    return Address.of(get(contract.treasury()));
  }

  public Address token() {
    return Address.of(get(contract.token()));
  }

  public Address settlement() {
    return Address.of(get(contract.settlement()));
  }

  public Bytes32 registryDomain() {
    return Bytes32.of(get(contract.registryDomain()));
  }

  public long unbondingSeconds() {
    return get(contract.timeWindows()).unbondingSeconds.longValueExact();
  }

  /** Of any verdict under any policy. */
  public long maxLifetimeSeconds() {
    return get(contract.timeWindows()).maxLifetimeSeconds.longValueExact();
  }

  /** Every waiting time that the contracts keep, by its name in a profile. */
  public Map<String, Long> windowsSeconds() {
    var told = get(contract.timeWindows());
    Map<String, Long> windows = new TreeMap<>();
    windows.put("maxLifetimeSeconds", told.maxLifetimeSeconds.longValueExact());
    windows.put("maxSessionNoticeSeconds", told.maxSessionNoticeSeconds.longValueExact());
    windows.put("reportWindowSeconds", told.reportWindowSeconds.longValueExact());
    windows.put("caseDelaySeconds", told.caseDelaySeconds.longValueExact());
    windows.put("marginSeconds", told.marginSeconds.longValueExact());
    windows.put("maxCaseHoldSeconds", told.maxCaseHoldSeconds.longValueExact());
    windows.put("unbondingSeconds", told.unbondingSeconds.longValueExact());
    windows.put("suspensionSeconds", told.suspensionSeconds.longValueExact());
    windows.put("suspensionCoolDownSeconds", told.suspensionCoolDownSeconds.longValueExact());
    return windows;
  }
}
