// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * SEV-SNP reports of 64 chips, in turn: from bytes to the verified platform, beside the one P-384
 * check that each of them cannot do without, key parsed beforehand.
 */
@State(Scope.Benchmark)
public class SnpBenchmark {
  private static final int CHIPS = 64;

  /** A report and its certificates, as they are handed in. */
  private record Bytes(Octets report, List<Octets> certificates) {}

  private final List<Bytes> evidence = new ArrayList<>();
  private final List<SignatureChecks> checks = new ArrayList<>();
  private EvidenceVerifier verifier = new EvidenceVerifier(TrustAnchors.vendors());
  private int next;

  @Setup
  public void issue() {
    AmdVendor vendor = new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK);
    verifier = new EvidenceVerifier(vendor.anchors());
    for (int i = 0; i < CHIPS; i++) {
      KeyPair key = TestKeys.p384();
      TestCertificate vek = vendor.vekDraft(vendor.extensions()).key(key).issuedBy(vendor.ica);
      Octets report =
          vendor
              .report(3)
              .sign(range -> TestKeys.sign(key.getPrivate(), EcCurve.P384, range).toByteArray());
      evidence.add(new Bytes(report, List.of(vek.der(), vendor.ica.der(), vendor.ark.der())));
      checks.add(check(key));
    }
  }

  /** The product's way, from the bytes on. */
  @Benchmark
  public TcbEvaluation appraise() {
    Bytes bytes = evidence.get(next++ % CHIPS);
    SnpEvidence parsed = SnpEvidence.parse(bytes.report, bytes.certificates);
    return verifier.verify(parsed, Collateral.NONE, AmdVendor.AT).tcb();
  }

  /** The floor: a signature over as many bytes as a report has. */
  @Benchmark
  public boolean signaturesAlone() {
    return checks.get(next++ % CHIPS).hold();
  }

  private static SignatureChecks check(KeyPair key) {
    byte[] range = new byte[0x2a0];
    return new SignatureChecks(
        List.of(
            new SignatureChecks.Check(
                EcKey.of(Origin.EVIDENCE, EcCurve.P384, key.getPublic()),
                Octets.of(range),
                TestKeys.sign(key.getPrivate(), EcCurve.P384, range))));
  }
}
