// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Calls that the registry takes from its guardian: they stop, and never move funds. */
public final class Guardianship {
  private final Address registry;
  private final NodeRegistry contract;

  Guardianship(Address registry, NodeRegistry contract) {
    this.registry = registry;
    this.contract = contract;
  }

  public Call suspendPolicy(PolicyId policy) {
    return call(contract.suspendPolicy(BigInteger.valueOf(policy.value())));
  }

  public Call removeAttestor(Address attestor) {
    return call(contract.removeAttestor(attestor.toString()));
  }

  /**
   * @param caseId of a judged case that is not due yet
   */
  public Call veto(long caseId) {
    return call(contract.veto(BigInteger.valueOf(caseId)));
  }

  private Call call(RemoteFunctionCall<?> function) {
    return Call.of(registry, function.encodeFunctionCall());
  }
}
