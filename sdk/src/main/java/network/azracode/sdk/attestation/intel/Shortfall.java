// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

/**
 * What a platform is short of.
 *
 * @param code stable: {@code tcb.sgxComponent}, {@code tcb.tdxComponent}, {@code tcb.pceSvn},
 *     {@code tcb.tdxModule}, {@code tcb.tdxModuleUnknown}, {@code tcb.tdxModuleMismatch}, {@code
 *     tcb.quotingEnclave}, {@code tcb.advisories}
 * @param sentence what was found and what is needed, for the operator
 */
public record Shortfall(String code, String sentence) {}
