// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.DcapQuote;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * TDX quotes of 64 platforms, in turn: from bytes to the platform's status, beside the two P-256
 * checks that each of them cannot do without, keys parsed beforehand.
 */
@State(Scope.Benchmark)
public class DcapBenchmark {
  private static final int PLATFORMS = 64;

  private final List<byte[]> quotes = new ArrayList<>();
  private final List<SignatureChecks> checks = new ArrayList<>();
  private EvidenceVerifier verifier = new EvidenceVerifier(TrustAnchors.vendors());
  private Collateral collateral = Collateral.NONE;
  private int next;

  @Setup
  public void issue() {
    IntelPki pki = new IntelPki();
    verifier =
        new EvidenceVerifier(
            new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, pki.rootKey()))));
    for (int i = 0; i < PLATFORMS; i++) {
      SyntheticDcap.Issued issued = SyntheticDcap.of(pki, 4, QuoteDraft.Body.TD).issue();
      quotes.add(issued.quote().toByteArray());
      checks.add(checks(DcapQuote.parse(issued.quote().toByteArray())));
      collateral = new Collateral(issued.documents());
    }
  }

  /** The product's way, from the bytes on. */
  @Benchmark
  public TcbEvaluation appraise() {
    byte[] quote = quotes.get(next++ % PLATFORMS);
    return verifier.verify(DcapQuote.parse(quote), collateral, IntelPki.AT).tcb();
  }

  /** The floor: quoting enclave's report and quote. */
  @Benchmark
  public boolean signaturesAlone() {
    return checks.get(next++ % PLATFORMS).hold();
  }

  private static SignatureChecks checks(DcapQuote quote) {
    var enclave = quote.quotingEnclave();
    var leaf = Certificates.ofPem(Origin.EVIDENCE, enclave.certification().data()).getFirst();
    return new SignatureChecks(
        List.of(
            new SignatureChecks.Check(
                EcKey.of(Origin.EVIDENCE, EcCurve.P256, leaf.getPublicKey()),
                enclave.signedReport(),
                enclave.reportSignature()),
            new SignatureChecks.Check(
                EcKey.of(Origin.EVIDENCE, EcCurve.P256, quote.attestationKey()),
                quote.signedRange(),
                quote.signature())));
  }
}
