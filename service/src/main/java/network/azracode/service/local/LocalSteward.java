// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import network.azracode.sdk.enclave.Buckets;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Tee;

/** The steward of the local network: deploys once, then governs through the timelock. */
final class LocalSteward {
  static final String PROFILE = "local";
  private static final BigInteger MIN_STAKE = Amounts.tokens(1_000);

  private static final int FEE_BPS = 250;

  private final Chain chain;
  private final Sender sender;
  private final String profileName;
  private final Profile profile;

  LocalSteward(Chain chain, Sender sender, String profileName) {
    this.chain = chain;
    this.sender = sender;
    this.profileName = profileName;
    this.profile = Profile.named(profileName);
  }

  /** Deploys, or goes on with a deployment that was interrupted. */
  Deployment deploy() {
    Address self = sender.address();
    return new Deployer(chain, sender)
        .deploy(profileName, new DeploymentPlan(profile, Optional.empty(), self, self, self));
  }

  /** Lets one attestor sign alone. */
  void appoint(Deployment deployment, Address attestor) {
    var registry = new Registry(chain, deployment.nodeRegistry());
    Governor governor = governor(deployment);
    if (!registry.latest().isAttestor(attestor)) {
      governor.perform("attestor-" + attestor, registry.governance().addAttestor(attestor));
    }
    if (registry.latest().threshold() != 1) {
      governor.perform("threshold-1", registry.governance().setThreshold(1));
    }
  }

  /** The policy with this document, published if it is not yet; its file is in the folder then. */
  PolicyId policy(Deployment deployment, byte[] yaml, Path policies) throws IOException {
    var registry = new Registry(chain, deployment.nodeRegistry());
    Bytes32 digest = Keccak.hash(yaml);
    if (published(registry.latest(), digest).isEmpty()) {
      governor(deployment)
          .perform("policy-" + digest, registry.governance().publishPolicy(terms(digest)));
    }
    PolicyId policy = published(registry.latest(), digest).orElseThrow();
    Files.createDirectories(policies);
    Files.write(policies.resolve(policy + ".yaml"), yaml);
    return policy;
  }

  private static Optional<PolicyId> published(RegistryView registry, Bytes32 digest) {
    return IntStream.rangeClosed(1, registry.policyCount())
        .mapToObj(PolicyId::new)
        .filter(policy -> registry.policy(policy).terms().digest().equals(digest))
        .findFirst();
  }

  private PolicyTerms terms(Bytes32 digest) {
    return new PolicyTerms(
        MIN_STAKE,
        Math.toIntExact(profile.windows().maxLifetimeSeconds()),
        1 << Tee.DEVELOPMENT.code(),
        Buckets.MEASURED.timeSeconds(),
        Buckets.MEASURED.units(),
        FEE_BPS,
        digest);
  }

  private Governor governor(Deployment deployment) {
    return new Governor(sender, new Timelock(chain, deployment.timelock()));
  }
}
