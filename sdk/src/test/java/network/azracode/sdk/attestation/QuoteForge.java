// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import network.azracode.sdk.evidence.CertificationData;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.QuotingEnclave;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;

/**
 * Takes a good quote apart and puts it together wrongly, with signatures of whoever shall cheat.
 */
final class QuoteForge {
  private final DcapQuote good;
  private final Path authority;
  private final KeyPair attacker;

  QuoteForge(byte[] good, Path authority) throws GeneralSecurityException {
    this.good = DcapQuote.parse(good);
    this.authority = authority;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    this.attacker = generator.generateKeyPair();
  }

  /** The attacker's own attestation key signs, everything else is genuine. */
  DcapQuote withAttackersAttestationKey() {
    return quote(
        sign(attacker.getPrivate(), good.signedRange()), attackersKey(), good.quotingEnclave());
  }

  /** The attacker's key signs, and a quoting enclave vouches that the attacker signed for. */
  DcapQuote withAttackersQuotingEnclave() {
    Octets report = report(attackersKey(), good.quotingEnclave().authenticationData(), (byte) 0);
    return quote(
        sign(attacker.getPrivate(), good.signedRange()),
        attackersKey(),
        quotingEnclave(report, sign(attacker.getPrivate(), report)));
  }

  /** Correctly signed by the PCK key, but the report data goes on behind the hash. */
  DcapQuote withMoreThanTheHashInTheQeReport() {
    Octets report =
        report(good.attestationKey(), good.quotingEnclave().authenticationData(), (byte) 1);
    return quote(
        good.signature(),
        good.attestationKey(),
        quotingEnclave(report, sign(FaultForge.pckKey(authority), report)));
  }

  /** All genuine but the certificates. */
  DcapQuote withCertificates(String pem) {
    return withCertification(
        CertificationData.Type.PCK_CHAIN, pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** All genuine, but the platform's certificate is named another way. */
  DcapQuote withCertification(CertificationData.Type type, byte[] data) {
    QuotingEnclave genuine = good.quotingEnclave();
    return quote(
        good.signature(),
        good.attestationKey(),
        new QuotingEnclave(
            genuine.report(),
            genuine.signedReport(),
            genuine.reportSignature(),
            genuine.authenticationData(),
            new CertificationData(type, Octets.of(data))));
  }

  private DcapQuote quote(Octets signature, Octets attestationKey, QuotingEnclave quotingEnclave) {
    return new DcapQuote(
        good.version(), good.body(), good.signedRange(), signature, attestationKey, quotingEnclave);
  }

  private QuotingEnclave quotingEnclave(Octets report, Octets signature) {
    QuotingEnclave genuine = good.quotingEnclave();
    SgxReport changed =
        new SgxReport(
            genuine.report().cpuSvn(),
            genuine.report().miscSelect(),
            genuine.report().isvExtProdId(),
            genuine.report().attributes(),
            genuine.report().mrEnclave(),
            genuine.report().mrSigner(),
            genuine.report().configId(),
            genuine.report().isvProdId(),
            genuine.report().isvSvn(),
            genuine.report().configSvn(),
            genuine.report().isvFamilyId(),
            report.slice(320, SgxReport.LENGTH));
    return new QuotingEnclave(
        changed, report, signature, genuine.authenticationData(), genuine.certification());
  }

  private Octets attackersKey() {
    Bytes32 x = Bytes32.of(((ECPublicKey) attacker.getPublic()).getW().getAffineX());
    Bytes32 y = Bytes32.of(((ECPublicKey) attacker.getPublic()).getW().getAffineY());
    return Octets.of(x + y.toString().substring(2));
  }

  private Octets report(Octets key, Octets authenticationData, byte tail) {
    byte[] report = good.quotingEnclave().signedReport().toByteArray();
    byte[] hash = Sha256.hash(key.toByteArray(), authenticationData.toByteArray()).toByteArray();
    System.arraycopy(hash, 0, report, 320, hash.length);
    report[report.length - 1] = tail;
    return Octets.of(report);
  }

  private static Octets sign(PrivateKey key, Octets message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(message.toByteArray());
      return Octets.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
