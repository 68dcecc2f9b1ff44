// SPDX-License-Identifier: Apache-2.0
/**
 * Keys, certificates, paths and revocation lists, at a time that is passed in and up to a pinned
 * public key. Knows no vendor. Every refusal is an {@link
 * network.azracode.sdk.protocol.AzraException} whose code starts with its {@link
 * network.azracode.sdk.attestation.pki.Origin}.
 */
@NullMarked
package network.azracode.sdk.attestation.pki;

import org.jspecify.annotations.NullMarked;
