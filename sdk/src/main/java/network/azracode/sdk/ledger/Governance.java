// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Calls that the registry takes from its owner only: wrap them with {@link Timelock}. */
public final class Governance {
  private final Address registry;
  private final NodeRegistry contract;

  Governance(Address registry, NodeRegistry contract) {
    this.registry = registry;
    this.contract = contract;
  }

  public Call publishPolicy(PolicyTerms terms) {
    return call(contract.publishPolicy(terms.encoded()));
  }

  /**
   * @param graceUntil unix seconds
   */
  public Call retirePolicy(PolicyId policy, long graceUntil) {
    return call(
        contract.retirePolicy(BigInteger.valueOf(policy.value()), BigInteger.valueOf(graceUntil)));
  }

  public Call addAttestor(Address attestor) {
    return call(contract.addAttestor(attestor.toString()));
  }

  public Call removeAttestor(Address attestor) {
    return call(contract.removeAttestor(attestor.toString()));
  }

  public Call setThreshold(int threshold) {
    return call(contract.setThreshold(BigInteger.valueOf(threshold)));
  }

  public Call setGuardian(Address guardian) {
    return call(contract.setGuardian(guardian.toString()));
  }

  public Call setTreasury(Address treasury) {
    return call(contract.setTreasury(treasury.toString()));
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(registry, function.encodeFunctionCall());
  }
}
