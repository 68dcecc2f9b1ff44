// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;

/**
 * What stands in the headers of an attestor's request to another.
 *
 * @param from who says it asks
 * @param headTime of the asking attestor's head block, unix seconds
 */
public record PeerSignature(Address from, long headTime, CompactSignature signature) {
  public static final String FROM = "Azra-Attestor";
  public static final String HEAD_TIME = "Azra-Attestor-Head-Time";
  public static final String SIGNATURE = "Azra-Attestor-Signature";
}
