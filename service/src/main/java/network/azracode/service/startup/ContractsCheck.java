// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.HttpAddress;
import network.azracode.sdk.ledger.PolicyStatus;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.deployment.DeploymentCheck;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Tee;

/** Do the nodes serve our chain, and do our contracts stand on it as we know them? */
final class ContractsCheck {
  private final Settings settings;

  ContractsCheck(Settings settings) {
    this.settings = settings;
  }

  void lookInto(Inspection inspection) {
    var file = settings.azra().deployment();
    if (settings.isProduction()) {
      inspection.check("profile", this::requireProductionProfile);
    }
    inspection
        .found("deployment " + file, () -> Deployment.read(file))
        .ifPresent(deployment -> lookInto(inspection, deployment));
  }

  private void requireProductionProfile() {
    if (!settings.azra().profile().equals(Settings.PRODUCTION_PROFILE)) {
      throw new AzraException(
          "deployment.development",
          "azra.profile: expected production, found " + settings.azra().profile());
    }
  }

  private void lookInto(Inspection inspection, Deployment deployment) {
    List<Chain> chains = new ArrayList<>();
    try {
      List<Finding> nodes =
          settings.chain().rpcUrls().stream().map(url -> node(url, deployment, chains)).toList();
      // one that is out of reach stops nobody while another answers
      nodes.forEach(node ->
          inspection.add(node.isUnreachable() && !chains.isEmpty() ? node.asSpare() : node));
      if (!chains.isEmpty()) {
        lookInto(inspection, deployment, chains.getFirst());
        new SendingKeyCheck(settings).lookInto(inspection, chains.getFirst());
      }
    } finally {
      chains.forEach(Chain::close);
    }
  }

  private void lookInto(Inspection inspection, Deployment deployment, Chain chain) {
    var check = new DeploymentCheck(chain, deployment);
    boolean stand =
        inspection
            .found(
                "contracts",
                () -> {
                  check.require();
                  return true;
                })
            .isPresent();
    if (stand && settings.isProduction()) {
      inspection.check("token", check::requireTokenOfValue);
      inspection.check(
          "windows", () -> check.requireWindowsOf(Profile.named(Settings.PRODUCTION_PROFILE)));
      inspection.check("keys with rights", check::requireSecretKeys);
      inspection.check("policies on chain", () -> requireHardware(chain, deployment));
    }
  }

  private static Finding node(URI url, Deployment deployment, List<Chain> connected) {
    String what = "node " + place(url);
    try {
      connected.add(connect(url, deployment));
      return Finding.good(what);
    } catch (RuntimeException failure) {
      return Finding.bad(what, Inspection.known(failure));
    }
  }

  private static Chain connect(URI url, Deployment deployment) {
    try {
      return Chain.connect(url, deployment.chainId());
    } catch (IllegalArgumentException e) {
      throw new AzraException(
          "chain.unreachable", "expected an http or https address, found " + place(url), e);
    }
  }

  private static void requireHardware(Chain chain, Deployment deployment) {
    RegistryView registry = new Registry(chain, deployment.nodeRegistry()).latest();
    IntStream.rangeClosed(1, registry.policyCount())
        .filter(id -> {
          var policy = registry.policy(new PolicyId(id));
          return policy.status() == PolicyStatus.ACTIVE && policy.terms().accepts(Tee.DEVELOPMENT);
        })
        .findFirst()
        .ifPresent(id -> {
          throw new AzraException(
              "policy.development",
              "policy %d on chain: expected hardware, found one that accepts DEVELOPMENT"
                  .formatted(id));
        });
  }

  /** Paths and user parts of such addresses are keys to them. */
  private static String place(URI url) {
    return url.getScheme() + "://" + HttpAddress.hostAndPort(url);
  }
}
