// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.Signer;

/**
 * An operator's keys.
 *
 * @param operator owns the node: registers, stakes, signs evidence submissions and offers
 * @param hot pays the gas of verdicts, settlements and claims, and owns nothing
 */
public record NodeKeys(Signer operator, Signer hot) {}
