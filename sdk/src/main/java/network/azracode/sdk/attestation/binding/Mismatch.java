// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

/**
 * One part of report data that is not what it should be.
 *
 * @param code stable, such as {@code binding.nonce}
 * @param sentence what was found, what was expected, and what would mend it
 */
public record Mismatch(String code, String sentence) {}
