// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Octets;

/**
 * What one attestor puts to another against a key: the condemnation, and the operator's own
 * signature under the evidence, which is fetched by its digest.
 *
 * @param evidenceHash of the package; the condemnation itself names the operator's submission
 * @param submissionExpiresAt of that submission, unix seconds
 */
public record CondemnRequest(
    Condemnation condemnation,
    Bytes32 evidenceHash,
    Octets operatorSignature,
    long submissionExpiresAt) {
  public static final String PATH = "/api/v1/condemnations";
}
