// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestCrl;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A quote with its collateral under a test vendor: good in everything, but for what a test changes
 * before it is issued. Changes are made before signing, so that a refusal is for them alone.
 */
public final class SyntheticDcap {
  /** What was issued; documents under the names of Intel's collateral. */
  public record Issued(Octets quote, Map<String, Octets> documents) {
    IntelDocuments intelDocuments() {
      return new IntelDocuments(
          document("tcb_info.json"),
          document("qe_identity.json"),
          document("tcb_signing_chain.pem"),
          document("pck_crl.der"),
          document("root_ca_crl.der"));
    }

    private Octets document(String name) {
      return documents.getOrDefault(name, Octets.EMPTY);
    }
  }

  private final IntelPki pki;
  private final QuoteDraft quote;
  private final PckExtensionDraft extension = new PckExtensionDraft();
  private final ObjectNode tcbInfo;
  private final ObjectNode qeIdentity;
  private final List<String> revoked = new ArrayList<>();
  private final List<Consumer<Map<String, Octets>>> replacements = new ArrayList<>();
  private UnaryOperator<TestCertificate.Draft> pck = UnaryOperator.identity();
  private UnaryOperator<TestCertificate.Draft> authority = IntelPki.UNCHANGED;
  private UnaryOperator<TestCertificate.Draft> signer = IntelPki.UNCHANGED;
  private Function<TestCertificate[], Octets> chain = TestCertificate::chain;
  private Instant listedFrom = IntelPki.FROM;
  private @Nullable Instant listedUntil = IntelPki.UNTIL;

  private SyntheticDcap(IntelPki pki, int version, QuoteDraft.Body body) {
    this.pki = pki;
    this.quote = new QuoteDraft(version, body);
    this.tcbInfo = IntelJson.tcbInfo(body.tdx());
    this.qeIdentity = IntelJson.qeIdentity(body.tdx());
  }

  public static SyntheticDcap of(IntelPki pki, int version, QuoteDraft.Body body) {
    return new SyntheticDcap(pki, version, body);
  }

  public SyntheticDcap quote(Consumer<QuoteDraft> change) {
    change.accept(quote);
    return this;
  }

  public SyntheticDcap extension(Consumer<PckExtensionDraft> change) {
    change.accept(extension);
    return this;
  }

  public SyntheticDcap tcbInfo(Consumer<ObjectNode> change) {
    change.accept(tcbInfo);
    return this;
  }

  public SyntheticDcap qeIdentity(Consumer<ObjectNode> change) {
    change.accept(qeIdentity);
    return this;
  }

  public SyntheticDcap pck(UnaryOperator<TestCertificate.Draft> change) {
    pck = change;
    return this;
  }

  public SyntheticDcap authority(UnaryOperator<TestCertificate.Draft> change) {
    authority = change;
    return this;
  }

  public SyntheticDcap signer(UnaryOperator<TestCertificate.Draft> change) {
    signer = change;
    return this;
  }

  /** How the quote writes leaf, authority and root. */
  public SyntheticDcap chain(Function<TestCertificate[], Octets> text) {
    chain = text;
    return this;
  }

  /** Puts {@code leaf}, {@code authority} or {@code signer} on the list of its issuer. */
  public SyntheticDcap revoke(String certificate) {
    revoked.add(certificate);
    return this;
  }

  /** When both lists are from and until; no end at all where null. */
  public SyntheticDcap listed(Instant from, @Nullable Instant until) {
    listedFrom = from;
    listedUntil = until;
    return this;
  }

  /** Replaces documents once all are issued. */
  public SyntheticDcap documents(Consumer<Map<String, Octets>> change) {
    replacements.add(change);
    return this;
  }

  public Issued issue() {
    KeyPair pckKey = TestKeys.p256();
    TestCertificate caCertificate = pki.authority(authority);
    TestCertificate signerCertificate = pki.signer(signer);
    TestCertificate leaf =
        pck.apply(IntelPki.pck(pckKey).extension(PckExtension.OID, extension.encode()))
            .issuedBy(caCertificate);
    Map<String, Octets> documents = new TreeMap<>();
    documents.put("tcb_info.json", IntelJson.signed("tcbInfo", tcbInfo, signerCertificate));
    documents.put(
        "qe_identity.json", IntelJson.signed("enclaveIdentity", qeIdentity, signerCertificate));
    documents.put("tcb_signing_chain.pem", TestCertificate.chain(signerCertificate, pki.root()));
    documents.put("pck_crl.der", list(caCertificate, Map.of("leaf", leaf)));
    documents.put(
        "root_ca_crl.der",
        list(pki.root(), Map.of("authority", caCertificate, "signer", signerCertificate)));
    replacements.forEach(change -> change.accept(documents));
    Octets certificates = chain.apply(new TestCertificate[] {leaf, caCertificate, pki.root()});
    return new Issued(Octets.of(quote.sign(leaf.privateKey(), certificates)), documents);
  }

  private Octets list(TestCertificate issuer, Map<String, TestCertificate> children) {
    return TestCrl.issue(
        issuer,
        IntelPki.ECDSA,
        listedFrom,
        listedUntil,
        children.entrySet().stream()
            .filter(child -> revoked.contains(child.getKey()))
            .map(child -> child.getValue().certificate())
            .toArray(X509Certificate[]::new));
  }
}
