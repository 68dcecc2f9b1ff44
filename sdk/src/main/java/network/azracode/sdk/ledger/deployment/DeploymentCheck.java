// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

  /**
   * That money counts here: not everyone can mint it.
   *
   * @throws AzraException {@code deployment.development}
   */
  public void requireTokenOfValue() {
    if (CompiledContract.DEVELOPMENT_TOKEN.isRunAs(chain.code(deployment.token()))) {
      throw development("token: expected one that is worth something, found the development token");
    }
  }

  /**
   * That no waiting time is shorter than a profile's.
   *
   * @throws AzraException {@code deployment.development}
   */
  public void requireWindowsOf(Profile least) {
    Map<String, Long> expected = new TreeMap<>(least.windows().byName());
    Map<String, Long> found = registry().windowsSeconds();
    expected.put("timelockDelaySeconds", least.timelockDelaySeconds());
    found.put("timelockDelaySeconds", new Timelock(chain, deployment.timelock()).delaySeconds());
    String shorter =
        expected.entrySet().stream()
            .filter(window -> found.getOrDefault(window.getKey(), 0L) < window.getValue())
            .map(window ->
                "%s: expected at least %d, found %d"
                    .formatted(window.getKey(), window.getValue(), found.get(window.getKey())))
            .collect(Collectors.joining("; "));
    if (!shorter.isEmpty()) {
      throw development(shorter);
    }
  }

  /**
   * That no right is in the hands of a key that everyone has.
   *
   * @throws AzraException {@code deployment.development}
   */
  public void requireSecretKeys() {
    Timelock timelock = new Timelock(chain, deployment.timelock());
    WellKnownKeys.addresses().forEach(known -> requirePowerless(known, timelock));
  }

  private void requirePowerless(Address known, Timelock timelock) {
    RegistryView registry = registry();
    if (registry.guardian().equals(known)
        || registry.treasury().equals(known)
        || registry.isAttestor(known)
        || timelock.mayPropose(known)) {
      throw development(
          "guardian, treasury, attestors, governor: expected keys that nobody else has, found %s,"
                  .formatted(known)
              + " whose key is in every development node");
    }
  }

  private static AzraException development(String message) {
    return new AzraException("deployment.development", message);
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
    byte[] code = chain.code(at);
    if (!contract.isRunAs(code)) {
      throw mismatch(
          "%s: expected the code of %s, found %s"
              .formatted(at, contract.name(), code.length == 0 ? "none" : "other"));
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
