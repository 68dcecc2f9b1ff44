// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * Measurements that count as good. A register without values may hold anything; a kind of evidence
 * without any value is never affirmed.
 *
 * @param mrtd of TDX trust domains at launch
 * @param rtmrs run-time registers of TDX, by number
 * @param mrenclave of SGX enclaves
 * @param signers of SGX enclaves, as another way than by {@code mrenclave}
 * @param snp launch measurements of SEV-SNP guests
 * @param pcrs registers of Nitro enclaves, by number
 */
public record ReferenceValues(
    Set<Octets> mrtd,
    Map<Integer, Set<Octets>> rtmrs,
    Set<Octets> mrenclave,
    List<SgxSigner> signers,
    Set<Octets> snp,
    Map<Integer, Set<Octets>> pcrs) {
  public ReferenceValues {
    mrtd = Set.copyOf(mrtd);
    rtmrs = Map.copyOf(rtmrs);
    mrenclave = Set.copyOf(mrenclave);
    signers = List.copyOf(signers);
    snp = Set.copyOf(snp);
    pcrs = Map.copyOf(pcrs);
  }
}
