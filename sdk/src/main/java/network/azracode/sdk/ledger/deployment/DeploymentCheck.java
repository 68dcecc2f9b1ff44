// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.SettlementView;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;

/** Compares what stands on chain with what a deployment says. */
public final class DeploymentCheck {
  private final Chain chain;
  private final Deployment deployment;

  public DeploymentCheck(Chain chain, Deployment deployment) {
    this.chain = chain;
    this.deployment = deployment;
  }

  /**
   * Chain, code and wiring.
   *
   * @throws AzraException {@code deployment.mismatch}
   */
  public void require() {
    requireEqual("chain id", deployment.chainId(), chain.chainId());
    requireEqual("genesis hash", deployment.genesisHash(), chain.block(0).hash());
    requireCode(CompiledContract.NODE_REGISTRY, deployment.nodeRegistry());
    requireCode(CompiledContract.SETTLEMENT, deployment.settlement());
    requireCode(CompiledContract.TIMELOCK, deployment.timelock());
    requireWiring();
  }

  /** Also what the plan chose. */
  void require(DeploymentPlan plan) {
    require();
    RegistryView registry = registry();
    requireEqual("guardian", plan.guardian(), registry.guardian());
    requireEqual("treasury", plan.treasury(), registry.treasury());
    requireEqual(
        "unbonding seconds",
        plan.profile().windows().unbondingSeconds(),
        registry.unbondingSeconds());
    requireEqual(
        "timelock delay seconds",
        plan.profile().timelockDelaySeconds(),
        new Timelock(chain, deployment.timelock()).delaySeconds());
  }

  private void requireWiring() {
    RegistryView registry = registry();
    SettlementView settlement = new SettlementContract(chain, deployment.settlement()).latest();
    requireEqual("owner of the registry", deployment.timelock(), registry.owner());
    requireEqual("token of the registry", deployment.token(), registry.token());
    requireEqual("token of the settlement", deployment.token(), settlement.token());
    requireEqual("settlement of the registry", deployment.settlement(), registry.settlement());
    requireEqual("registry of the settlement", deployment.nodeRegistry(), settlement.registry());
    requireEqual("domain R", deployment.registryDomain().separator(), registry.registryDomain());
    requireEqual(
        "domain S", deployment.settlementDomain().separator(), settlement.settlementDomain());
  }

  private RegistryView registry() {
    return new Registry(chain, deployment.nodeRegistry()).latest();
  }

  private void requireCode(CompiledContract contract, Address at) {
    if (!contract.isRunAs(chain.code(at))) {
      throw mismatch("%s: expected the code of %s, found other".formatted(at, contract.name()));
    }
  }

  private static void requireEqual(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw mismatch("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  private static AzraException mismatch(String message) {
    return new AzraException("deployment.mismatch", message);
  }
}
