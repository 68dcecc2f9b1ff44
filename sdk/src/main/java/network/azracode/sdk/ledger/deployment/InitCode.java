// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint256;

/** The contracts with their constructors' arguments. */
final class InitCode {
  private InitCode() {}

  static byte[] token() {
    return CompiledContract.DEVELOPMENT_TOKEN.initCode();
  }

  /** The governor alone proposes and executes; there is no administrator. */
  static byte[] timelock(DeploymentPlan plan) {
    var governor =
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class, List.of(encoded(plan.governor())));
    return CompiledContract.TIMELOCK.initCode(
        new Uint256(BigInteger.valueOf(plan.profile().timelockDelaySeconds())),
        governor,
        governor,
        encoded(Address.ZERO));
  }

  static byte[] nodeRegistry(
      DeploymentPlan plan, Address timelock, Address token, Address settlement) {
    return CompiledContract.NODE_REGISTRY.initCode(
        encoded(timelock),
        encoded(plan.guardian()),
        encoded(plan.treasury()),
        encoded(token),
        encoded(settlement),
        plan.profile().windows().encoded());
  }

  static byte[] settlement(Address nodeRegistry) {
    return CompiledContract.SETTLEMENT.initCode(encoded(nodeRegistry));
  }

  private static org.web3j.abi.datatypes.Address encoded(Address address) {
    return new org.web3j.abi.datatypes.Address(address.toString());
  }
}
