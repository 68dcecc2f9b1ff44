// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Verdict;

/**
 * What one attestor puts to another: the verdict, and the operator's own signature under the
 * evidence, which is fetched by its digest.
 *
 * @param expiresAt of the operator's EvidenceSubmission, unix seconds
 */
public record CosignRequest(Verdict verdict, Octets operatorSignature, long expiresAt) {
  public static final String PATH = "/api/v1/cosignatures";
}
