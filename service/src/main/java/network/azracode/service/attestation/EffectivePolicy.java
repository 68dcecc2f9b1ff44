// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.service.nodes.PolicyState;

/**
 * A policy that takes new business, and the very document whose digest is on chain; only {@link
 * EffectivePolicies} makes one.
 */
record EffectivePolicy(PolicyState state, PolicyDocument document) {}
