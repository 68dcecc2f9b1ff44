// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;

/**
 * Plays Intel's authorities: a root, a PCK authority and a TCB signer under it. What a test changes
 * in a certificate is changed before it is issued.
 */
public final class IntelPki {
  public static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant AT = FROM.plus(Duration.ofDays(10));
  public static final Instant UNTIL = FROM.plus(Duration.ofDays(30));
  public static final String AUTHORITY = "Intel SGX PCK Platform CA";
  public static final String SIGNER = "Intel SGX TCB Signing";
  static final String LEAF = "Intel SGX PCK Certificate";
  static final String ECDSA = "SHA256withECDSA";

  /** Issued once; whatever is changed is issued for itself. */
  static final UnaryOperator<TestCertificate.Draft> UNCHANGED = draft -> draft;

  private final KeyPair rootKey = TestKeys.p256();
  private final KeyPair authorityKey = TestKeys.p256();
  private final KeyPair signerKey = TestKeys.p256();
  private final TestCertificate root =
      TestCertificate.root("Test Intel Root CA", rootKey, FROM, UNTIL).selfSigned();

  private final TestCertificate authority =
      TestCertificate.authority(AUTHORITY, authorityKey, FROM, UNTIL).issuedBy(root);
  private final TestCertificate signer =
      TestCertificate.leaf(SIGNER, signerKey, FROM, UNTIL).issuedBy(root);

  public PublicKey rootKey() {
    return rootKey.getPublic();
  }

  public TestCertificate root() {
    return root;
  }

  /** The same key in another root certificate, or another one altogether. */
  TestCertificate root(UnaryOperator<TestCertificate.Draft> change) {
    return change
        .apply(TestCertificate.root("Test Intel Root CA", rootKey, FROM, UNTIL))
        .selfSigned();
  }

  TestCertificate authority(UnaryOperator<TestCertificate.Draft> change) {
    return change == UNCHANGED
        ? authority
        : change
            .apply(TestCertificate.authority(AUTHORITY, authorityKey, FROM, UNTIL))
            .issuedBy(root);
  }

  TestCertificate signer(UnaryOperator<TestCertificate.Draft> change) {
    return change == UNCHANGED
        ? signer
        : change.apply(TestCertificate.leaf(SIGNER, signerKey, FROM, UNTIL)).issuedBy(root);
  }

  static TestCertificate.Draft pck(KeyPair key) {
    return TestCertificate.leaf(LEAF, key, FROM, UNTIL);
  }
}
