// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import network.azracode.sdk.protocol.Octets;

/** Any enclave that this key signed as this product, from a security version on. */
public record SgxSigner(Octets mrsigner, int productId, int minimumSvn) {}
