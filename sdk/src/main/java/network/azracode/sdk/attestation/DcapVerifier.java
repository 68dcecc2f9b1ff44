// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.attestation.intel.PckChain;
import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.attestation.intel.TcbAssessment;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.CertificationData;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.QuotingEnclave;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Intel's procedure for DCAP quotes: chain, collateral, quoting enclave, quote, TCB. Development
 * evidence takes the same way, but that no platform stands behind it whose TCB could be asked.
 */
final class DcapVerifier {
  private static final int HASH_LENGTH = 32;

  private static final int MAX_KEYS = 4096;

  private final TrustAnchors anchors;
  private final DcapEndorsements endorsements = new DcapEndorsements();

  /**
   * Attestation keys that have signed genuine quotes: a platform keeps its key for long, and points
   * are costly to prepare. What a key signs is checked every time.
   */
  private final Cache<Octets, EcKey> keys = Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  DcapVerifier(TrustAnchors anchors) {
    this.anchors = anchors;
  }

  /**
   * Verifies a quote under collateral, at a time.
   *
   * @throws AzraException {@code evidence.certification}, {@code evidence.chain.*}, {@code
   *     evidence.revoked.*}, {@code evidence.key.*}, {@code evidence.signature.*}, {@code
   *     evidence.quotingEnclave.*}, {@code collateral.*}
   */
  VerifiedDcap verify(DcapQuote quote, Collateral collateral, Instant at) {
    TrustAnchor anchor = anchors.of(Vendor.INTEL);
    Octets chain = requireChain(quote.quotingEnclave().certification());
    return switch (anchor) {
      case VendorAnchor _ -> {
        DcapEndorsements.Endorsed platform = endorsements.of(chain, collateral, anchor, at);
        requireGenuine(quote, platform.chain());
        PlatformTcb tcb =
            TcbAssessment.assess(quote, platform.chain().extension(), platform.collateral());
        yield new VerifiedDcap(
            quote,
            Optional.of(tcb),
            new Verification(anchor, collateral.digest(), at, platform.expiresAt()));
      }
      case DevelopmentAnchor _ -> {
        PckChain development = endorsements.chain(chain, anchor, at);
        requireGenuine(quote, development);
        yield new VerifiedDcap(
            quote,
            Optional.empty(),
            new Verification(anchor, collateral.digest(), at, development.expiresAt()));
      }
    };
  }

  /**
   * What shows that the PCK key's owner did not sign this; asks no collateral.
   *
   * @throws AzraException {@code evidence.certification}, {@code evidence.chain.*}, {@code
   *     evidence.pck.*} or {@code evidence.key.*} if the key's owner is not known
   */
  Optional<AzraException> forgery(DcapQuote quote, Instant at) {
    Octets pem = requireChain(quote.quotingEnclave().certification());
    PckChain chain = endorsements.chain(pem, anchors.of(Vendor.INTEL), at);
    return Forgeries.in(() -> requireGenuine(quote, chain));
  }

  /** For the other kinds the certificate would have to be asked of Intel by the PPID. */
  private static Octets requireChain(CertificationData certification) {
    if (certification.type() != CertificationData.Type.PCK_CHAIN) {
      throw Origin.EVIDENCE.refused(
          "certification",
          "expected a PCK chain in the quote (certification data type 5), found type %d"
              .formatted(certification.type().code()));
    }
    return certification.data();
  }

  private void requireGenuine(DcapQuote quote, PckChain chain) {
    QuotingEnclave quotingEnclave = quote.quotingEnclave();
    EcKey attestationKey = attestationKey(quote.attestationKey());
    requireSigned(
        "qeReport",
        chain.leafKey(),
        quotingEnclave.signedReport(),
        quotingEnclave.reportSignature());
    requireAttestationKeyBound(quote);
    requireSigned("quote", attestationKey, quote.signedRange(), quote.signature());
    keys.put(quote.attestationKey(), attestationKey);
  }

  private EcKey attestationKey(Octets xAndY) {
    EcKey kept = keys.getIfPresent(xAndY);
    return kept == null ? EcKey.of(Origin.EVIDENCE, EcCurve.P256, xAndY) : kept;
  }

  private static void requireAttestationKeyBound(DcapQuote quote) {
    QuotingEnclave quotingEnclave = quote.quotingEnclave();
    Octets reportData = quotingEnclave.report().reportData();
    byte[] expected =
        Sha256.hash(
                quote.attestationKey().toByteArray(),
                quotingEnclave.authenticationData().toByteArray())
            .toByteArray();
    if (!reportData.slice(0, HASH_LENGTH).equals(Octets.of(expected))
        || !reportData.slice(HASH_LENGTH, reportData.length()).isZero()) {
      throw Origin.EVIDENCE.refused(
          "key.unbound",
          "QE report data: expected the attestation key's hash and zeroes, found something else");
    }
  }

  private static void requireSigned(String code, EcKey key, Octets message, Octets signature) {
    if (!key.verifies(message, signature)) {
      throw Origin.EVIDENCE.refused(
          "signature." + code,
          "%s: expected a signature by %s, found none of it".formatted(code, key));
    }
  }
}
