// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.CompactSignature;

/**
 * What an operator sends along with a package: their signature under its EvidenceSubmission.
 *
 * @param expiresAt unix seconds, as signed
 */
public record OperatorSignature(CompactSignature signature, long expiresAt) {}
