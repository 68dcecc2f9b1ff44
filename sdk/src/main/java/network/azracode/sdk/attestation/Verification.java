// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What a verification rested on, of whatever kind the evidence.
 *
 * @param collateralDigest of all that was at hand, whether it was needed or not
 * @param expiresAt when the first certificate, list or document runs out
 */
public record Verification(
    TrustAnchor anchor, Bytes32 collateralDigest, Instant verifiedAt, Instant expiresAt) {}
