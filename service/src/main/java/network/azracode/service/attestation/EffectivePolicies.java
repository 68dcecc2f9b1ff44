// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.AzraProperties;
import network.azracode.service.AzraProperties.Network;
import network.azracode.service.nodes.Policies;
import network.azracode.service.nodes.PolicyState;
import org.springframework.stereotype.Component;

/** By what do we judge? Only by a document whose digest the registry holds, while it is open. */
@Component
class EffectivePolicies {
  private final Policies policies;
  private final PolicyDocuments documents;
  private final Network network;

  EffectivePolicies(Policies policies, PolicyDocuments documents, AzraProperties properties) {
    this.policies = policies;
    this.documents = documents;
    this.network = properties.network();
  }

  /**
   * @param now time of the head block, unix seconds
   * @throws AzraException {@code policy.unknown}, {@code policy.closed}, {@code
   *     policy.undocumented}, {@code policy.digest} or {@code policy.development}
   */
  EffectivePolicy of(PolicyId policy, long now) {
    PolicyState state = published(policy);
    requireOpen(state, now);
    return documented(state);
  }

  /**
   * For what was handed in under it before: whether it is open still is no matter.
   *
   * @throws AzraException as above, but for {@code policy.closed}
   */
  EffectivePolicy everOf(PolicyId policy) {
    return documented(published(policy));
  }

  private PolicyState published(PolicyId policy) {
    return policies
        .find(policy)
        .value()
        .orElseThrow(() -> refused("unknown", policy, "a published policy, found none"));
  }

  private EffectivePolicy documented(PolicyState state) {
    PolicyId policy = state.policy();
    byte[] document =
        documents
            .bytes(policy)
            .orElseThrow(
                () -> refused("undocumented", policy, "its document at this service, found none"));
    Bytes32 digest = Keccak.hash(document);
    if (!digest.equals(state.digest())) {
      throw refused(
          "digest",
          policy,
          "a document of digest %s, as on chain, found %s".formatted(state.digest(), digest));
    }
    PolicyDocument parsed = PolicyDocument.parse(document);
    requireHardware(policy, parsed);
    return new EffectivePolicy(state, parsed);
  }

  /** The start looked at those that were there; this is for those that came later. */
  private void requireHardware(PolicyId policy, PolicyDocument document) {
    if (network == Network.PRODUCTION && document.tees().contains(Tee.DEVELOPMENT)) {
      throw refused("development", policy, "hardware, found one that accepts DEVELOPMENT");
    }
  }

  private static void requireOpen(PolicyState state, long now) {
    state
        .graceUntil()
        .filter(until -> now >= until)
        .ifPresent(until -> {
          throw refused(
              "closed", state.policy(), "one that is open, found one retired at " + until);
        });
    state
        .suspendedUntil()
        .filter(until -> now < until)
        .ifPresent(until -> {
          throw refused(
              "closed", state.policy(), "one that is open, found one suspended until " + until);
        });
  }

  private static AzraException refused(String reason, PolicyId policy, String expectedAndFound) {
    return new AzraException(
        "policy." + reason, "policy %s: expected %s".formatted(policy, expectedAndFound));
  }
}
