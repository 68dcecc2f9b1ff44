// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.Crl;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.Octets;

/**
 * Verified chains and lists, kept by their bytes: AMD's RSA signatures are checked once, windows
 * and revocation every time. Safe for use by several threads.
 */
public final class AmdEndorsements {
  private static final int MAX_CHAINS = 1024;
  private static final int MAX_LISTS = 16;

  private final Cache<ChainKey, AmdChain> chains =
      Caffeine.newBuilder().maximumSize(MAX_CHAINS).build();
  private final Cache<ListKey, Crl> lists = Caffeine.newBuilder().maximumSize(MAX_LISTS).build();

  private record ChainKey(
      Origin origin, AmdProduct product, RootPin ark, List<Octets> certificates) {}

  private record ListKey(Octets list, X509Certificate ark) {}

  /**
   * A chain that is valid at a time.
   *
   * @param certificates DER, endorsement key first, ARK last
   * @param ark the product's pinned root key
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.certificate.malformed},
   *     {@code <origin>.chain.*}, {@code <origin>.endorsement.*}, {@code <origin>.key.*}
   */
  public AmdChain chain(
      Origin origin, AmdProduct product, List<Octets> certificates, RootPin ark, Instant at) {
    ChainKey key = new ChainKey(origin, product, ark, certificates);
    AmdChain kept = chains.getIfPresent(key);
    if (kept != null) {
      kept.requireValid(at);
      return kept;
    }
    List<X509Certificate> parsed =
        certificates.stream().map(der -> Certificates.ofDer(origin, der)).toList();
    AmdChain verified = AmdChain.verify(origin, product, parsed, ark, at);
    chains.put(key, verified);
    return verified;
  }

  /**
   * Holds a chain against its ARK's revocation list.
   *
   * @return until when that answer may be relied on
   * @throws network.azracode.sdk.protocol.AzraException {@code collateral.crl.*}, {@code
   *     <origin>.revoked.authority} or {@code <origin>.revoked.leaf}
   */
  public Instant requireNotRevoked(AmdChain chain, Octets list, Instant at) {
    ListKey key = new ListKey(list, chain.ark());
    Crl crl = lists.getIfPresent(key);
    if (crl == null) {
      crl = Crl.parse("AMD revocation list", list);
      crl.requireIssuedBy(chain.ark());
      lists.put(key, crl);
    }
    chain.requireNotRevoked(crl, at);
    return crl.window().until();
  }
}
