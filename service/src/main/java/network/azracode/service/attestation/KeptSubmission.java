// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Octets;

/**
 * What an operator signed under a package, as it was received.
 *
 * @param operator who operated the node then
 */
public record KeptSubmission(EvidenceSubmission submission, Address operator, Octets signature) {}
