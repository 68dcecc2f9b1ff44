// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;

/**
 * What to deploy.
 *
 * @param token of stakes and payments; empty: a development token of our own
 * @param governor may schedule and execute at the timelock; nobody administers the timelock itself
 * @param guardian may stop new business for a while
 * @param treasury receives protocol fees
 */
public record DeploymentPlan(
    Profile profile,
    Optional<Address> token,
    Address governor,
    Address guardian,
    Address treasury) {}
