// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Octets;

/**
 * What an operator sends along with a package: their signature under its EvidenceSubmission.
 *
 * @param signature 64 or 65 bytes of a key, or what a wallet that is a contract takes for one
 * @param expiresAt unix seconds, as signed
 */
public record OperatorSignature(Octets signature, long expiresAt) {}
