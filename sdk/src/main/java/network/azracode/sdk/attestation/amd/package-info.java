// SPDX-License-Identifier: Apache-2.0
/**
 * AMD's rules for SEV-SNP: products, the certificates of endorsement keys, TCB versions,
 * revocation. Sources: SEV-SNP firmware ABI (56860) and VCEK certificate and KDS interface (57230).
 * Knows no policy.
 */
@NullMarked
package network.azracode.sdk.attestation.amd;

import org.jspecify.annotations.NullMarked;
