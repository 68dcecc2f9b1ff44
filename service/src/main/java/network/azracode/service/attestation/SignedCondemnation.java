// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;

/**
 * A condemnation that this attestor signed.
 *
 * @param evidenceHash of the package that its operator's submission names
 */
record SignedCondemnation(
    Bytes32 evidenceHash, Condemnation condemnation, CompactSignature signature) {}
