// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import network.azracode.sdk.protocol.Octets;

/**
 * Collateral as Intel's services answer it, nothing of it believed.
 *
 * @param tcbInfo JSON with its signature
 * @param qeIdentity JSON with its signature
 * @param signingChain PEM: TCB Signing, root
 * @param pckCrl of the authority that issued the PCK certificate
 * @param rootCrl of the root
 */
public record IntelDocuments(
    Octets tcbInfo, Octets qeIdentity, Octets signingChain, Octets pckCrl, Octets rootCrl) {}
