// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.nodes.Policies;
import network.azracode.service.nodes.PolicyState;
import org.springframework.stereotype.Component;

/** By what do we judge? Only by a document whose digest the registry holds, while it is open. */
@Component
class EffectivePolicies {
  private final Policies policies;
  private final PolicyDocuments documents;

  EffectivePolicies(Policies policies, PolicyDocuments documents) {
    this.policies = policies;
    this.documents = documents;
  }

  /**
   * @param now time of the head block, unix seconds
   * @throws AzraException {@code policy.unknown}, {@code policy.closed}, {@code
   *     policy.undocumented} or {@code policy.digest}
   */
  EffectivePolicy of(PolicyId policy, long now) {
    PolicyState state =
        policies
            .find(policy)
            .value()
            .orElseThrow(() -> refused("unknown", policy, "a published policy, found none"));
    requireOpen(state, now);
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
    return new EffectivePolicy(state, PolicyDocument.parse(document));
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
