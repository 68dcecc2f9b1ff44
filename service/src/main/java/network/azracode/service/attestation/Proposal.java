// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

/**
 * A verdict that this attestor proposes, with its own signature.
 *
 * @param appraisalId of the appraisal that it rests on
 */
record Proposal(long appraisalId, SignedVerdict own) {}
