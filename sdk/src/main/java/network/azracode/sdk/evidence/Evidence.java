// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

/**
 * A vendor's structure, parsed within its declared bounds. Nothing in it is believed: whether it is
 * genuine is for {@code attestation} to find out.
 */
public sealed interface Evidence permits DcapQuote, SnpEvidence, NitroDocument {}
