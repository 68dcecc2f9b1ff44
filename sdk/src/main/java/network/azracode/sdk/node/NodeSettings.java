// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import network.azracode.sdk.protocol.PolicyId;

/**
 * What an operator decides about a node. Amounts are token base units.
 *
 * @param policy under which the node asks to be appraised
 * @param unitPrice for one compute unit
 * @param minRunwaySeconds that must be left until a job's deadline when its envelope arrives
 * @param claimAt claim as soon as this much has been earned
 */
public record NodeSettings(
    PolicyId policy,
    BigInteger unitPrice,
    long minRunwaySeconds,
    long maxUnits,
    int maxEnvelopeBytes,
    BigInteger claimAt,
    Listening listening) {}
