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
    return get(contract.nodeCount()).longValueExact();
  }

  public Admission admission(NodeId nodeId) {
    return Admission.of(get(contract.admission(BigInteger.valueOf(nodeId.value()))));
  }

  /** Reverts with {@code PolicyUnknown} if it was never published. */
  public Policy policy(PolicyId policyId) {
    return Policy.of(get(contract.policy(BigInteger.valueOf(policyId.value()))));
  }

  public int policyCount() {
    return get(contract.policyCount()).intValueExact();
  }

  public boolean isAttestor(Address account) {
    return get(contract.isAttestor(account.toString()));
  }

  public int attestors() {
    return get(contract.attestors()).intValueExact();
  }

  public int threshold() {
    return get(contract.threshold()).intValueExact();
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
    return get(contract.UNBONDING()).longValueExact();
  }

  /** Every waiting time that the contracts keep, by its name in a profile. */
  public Map<String, Long> windowsSeconds() {
    Map<String, Long> windows = new TreeMap<>();
    windows.put("maxLifetimeSeconds", get(contract.MAX_LIFETIME()).longValueExact());
    windows.put("maxSessionNoticeSeconds", get(contract.MAX_SESSION_NOTICE()).longValueExact());
    windows.put("reportWindowSeconds", get(contract.REPORT_WINDOW()).longValueExact());
    windows.put("caseDelaySeconds", get(contract.CASE_DELAY()).longValueExact());
    windows.put("maxCaseHoldSeconds", get(contract.MAX_CASE_HOLD()).longValueExact());
    windows.put("unbondingSeconds", unbondingSeconds());
    windows.put("suspensionSeconds", get(contract.SUSPENSION()).longValueExact());
    windows.put("suspensionCoolDownSeconds", get(contract.SUSPENSION_COOL_DOWN()).longValueExact());
    return windows;
  }
}
