// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Verdict;

/**
 * A verdict that the registry takes.
 *
 * @param signatures as many as the registry asks for, ascending by attestor
 */
public record QuorumVerdict(Verdict verdict, List<CompactSignature> signatures) {
  public QuorumVerdict {
    signatures = List.copyOf(signatures);
  }
}
