// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.amd.AmdChain;
import network.azracode.sdk.attestation.amd.AmdEndorsements;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.amd.EndorsedReport;
import network.azracode.sdk.attestation.amd.ReportedProduct;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.HclRuntime;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * AMD's procedure for SEV-SNP reports: product, chain, revocation, then the report against its key.
 * Certificates that the evidence does not bring are taken from the collateral. A revocation list is
 * used wherever there is one; whether one is needed is for the policy to say.
 */
final class SnpVerifier {
  /** Documents that stand in for certificates the evidence lacks, endorsement key first. */
  static final List<String> CERTIFICATE_DOCUMENTS = List.of("vek.der", "ica.der", "ark.der");

  static final String CRL_DOCUMENT = "crl.der";
  static final String RUNTIME_DOCUMENT = "hcl_runtime_data.json";

  private final TrustAnchors anchors;
  private final AmdEndorsements endorsements = new AmdEndorsements();

  SnpVerifier(TrustAnchors anchors) {
    this.anchors = anchors;
  }

  /**
   * Verifies a report with all that came along.
   *
   * @throws AzraException {@code evidence.*} or {@code collateral.*}
   */
  VerifiedSnp verify(SnpEvidence bare, Collateral collateral, Instant at) {
    SnpEvidence evidence = withRuntime(bare, collateral);
    AmdChain chain = chain(evidence, collateral, at);
    Optional<Instant> revocationCheckedUntil =
        Optional.ofNullable(collateral.documents().get(CRL_DOCUMENT))
            .map(list -> endorsements.requireNotRevoked(chain, list, at));
    EndorsedReport report = EndorsedReport.verify(evidence.report(), chain.key());
    evidence.runtime().ifPresent(runtime -> requireBound(runtime, evidence));
    Instant expiresAt =
        revocationCheckedUntil.filter(chain.expiresAt()::isAfter).orElse(chain.expiresAt());
    return new VerifiedSnp(
        evidence,
        report,
        revocationCheckedUntil.isPresent(),
        new Verification(
            anchors.of(vendor(chain.key().product())), collateral.digest(), at, expiresAt));
  }

  /**
   * What shows that the endorsement key's owner did not sign this report.
   *
   * @throws AzraException {@code evidence.*} or {@code collateral.*} if the certificates are not
   *     AMD's, or not this report's, or the claims around it are not its own
   */
  Optional<AzraException> forgery(SnpEvidence evidence, Collateral collateral, Instant at) {
    AmdChain chain = chain(evidence, collateral, at);
    evidence.runtime().ifPresent(runtime -> requireBound(runtime, evidence));
    return Forgeries.in(() -> EndorsedReport.verify(evidence.report(), chain.key()));
  }

  private AmdChain chain(SnpEvidence evidence, Collateral collateral, Instant at) {
    Origin origin = origin(evidence);
    List<Octets> certificates = certificates(evidence, collateral);
    AmdProduct product = ReportedProduct.of(evidence.report(), origin, certificates.getFirst());
    TrustAnchor anchor = anchors.of(vendor(product));
    return endorsements.chain(origin, product, certificates, anchor.root(), at);
  }

  /** Claims may lie beside a report instead of around it. */
  private static SnpEvidence withRuntime(SnpEvidence evidence, Collateral collateral) {
    Octets json = collateral.documents().get(RUNTIME_DOCUMENT);
    return json == null || evidence.runtime().isPresent()
        ? evidence
        : evidence.with(HclRuntime.parse(json));
  }

  /** A chain that the attester did not bring as a whole is not the attester's to answer for. */
  private static Origin origin(SnpEvidence evidence) {
    return evidence.certificates().size() < CERTIFICATE_DOCUMENTS.size()
        ? Origin.COLLATERAL
        : Origin.EVIDENCE;
  }

  private static List<Octets> certificates(SnpEvidence evidence, Collateral collateral) {
    List<Octets> certificates = new ArrayList<>(evidence.certificates());
    for (int i = certificates.size(); i < CERTIFICATE_DOCUMENTS.size(); i++) {
      certificates.add(collateral.document(CERTIFICATE_DOCUMENTS.get(i)));
    }
    return certificates;
  }

  private static Vendor vendor(AmdProduct product) {
    return switch (product) {
      case MILAN -> Vendor.AMD_MILAN;
      case GENOA -> Vendor.AMD_GENOA;
      case TURIN -> Vendor.AMD_TURIN;
    };
  }

  /** Azure's paravisor hashes its claims into the first half and leaves the second zero. */
  private static void requireBound(HclRuntime runtime, SnpEvidence evidence) {
    byte[] expected = new byte[ReportData.LENGTH];
    byte[] hash = Sha256.hash(runtime.json().toByteArray()).toByteArray();
    System.arraycopy(hash, 0, expected, 0, hash.length);
    if (!evidence.report().reportData().equals(Octets.of(expected))) {
      throw Origin.EVIDENCE.refused(
          "runtimeData",
          "SNP report data: expected the hash of the runtime data and zeroes, found something"
              + " else");
    }
  }
}
