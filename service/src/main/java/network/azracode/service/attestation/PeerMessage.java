// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;

/**
 * What one attestor signs (EIP-191) when it asks another: who asks whom, on which chain, when, for
 * what. No signature serves another request, another attestor or another chain.
 *
 * @param headTime time of the asking attestor's head block, unix seconds
 */
record PeerMessage(
    Deployment deployment, Address from, Address to, long headTime, String path, Bytes32 body) {
  private static final String PREFIX = "\u0019Ethereum Signed Message:\n";

  String text() {
    return """
    AzraCode attestor request, version 1
    chain: %d
    registry: %s
    from: %s
    to: %s
    head time: %d
    request: POST %s
    body: %s\
    """
        .formatted(deployment.chainId(), deployment.nodeRegistry(), from, to, headTime, path, body);
  }

  Bytes32 digest() {
    byte[] text = text().getBytes(UTF_8);
    return Keccak.hash((PREFIX + text.length).getBytes(UTF_8), text);
  }
}
