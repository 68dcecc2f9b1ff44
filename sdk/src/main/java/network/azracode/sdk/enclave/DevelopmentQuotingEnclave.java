// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;

/** Plays Intel's quoting enclave: holds an attestation key that the PCK key vouches for. */
final class DevelopmentQuotingEnclave {
  private static final int REPORT_LENGTH = 384;
  private static final int ATTRIBUTES_OFFSET = 48;
  private static final int MRSIGNER_OFFSET = 128;
  private static final int ISVPRODID_OFFSET = 256;
  private static final int REPORT_DATA_OFFSET = 320;
  private static final byte INITIALISED_64_BIT_NOT_DEBUG = 0b101;
  private static final byte QUOTING_ENCLAVE_PRODUCT = 2;
  private static final int AUTHENTICATION_DATA_LENGTH = 32;

  private final KeyPair attestationKey;
  private final byte[] authenticationData;
  private final byte[] report;
  private final byte[] reportSignature;

  private DevelopmentQuotingEnclave(
      KeyPair attestationKey, byte[] authenticationData, byte[] report, byte[] reportSignature) {
    this.attestationKey = attestationKey;
    this.authenticationData = authenticationData;
    this.report = report;
    this.reportSignature = reportSignature;
  }

  /** Draws a new attestation key and has it certified. */
  static DevelopmentQuotingEnclave start(PrivateKey pckKey, SecureRandom random)
      throws GeneralSecurityException {
    KeyPair attestationKey = P256.generate(random);
    byte[] authenticationData = new byte[AUTHENTICATION_DATA_LENGTH];
    random.nextBytes(authenticationData);
    byte[] report =
        report(P256.encode((ECPublicKey) attestationKey.getPublic()), authenticationData);
    return new DevelopmentQuotingEnclave(
        attestationKey, authenticationData, report, P256.sign(pckKey, report, random));
  }

  byte[] sign(byte[] message, SecureRandom random) {
    try {
      return P256.sign(attestationKey.getPrivate(), message, random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was just made signs", e);
    }
  }

  byte[] attestationKey() {
    return P256.encode((ECPublicKey) attestationKey.getPublic());
  }

  byte[] authenticationData() {
    return authenticationData.clone();
  }

  byte[] report() {
    return report.clone();
  }

  byte[] reportSignature() {
    return reportSignature.clone();
  }

  private static byte[] report(byte[] attestationKey, byte[] authenticationData)
      throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] signer = sha256.digest("AzraCode development QE".getBytes(StandardCharsets.UTF_8));
    sha256.update(attestationKey);
    byte[] bound = sha256.digest(authenticationData);
    return ByteBuffer.allocate(REPORT_LENGTH)
        .put(ATTRIBUTES_OFFSET, INITIALISED_64_BIT_NOT_DEBUG)
        .put(MRSIGNER_OFFSET, signer)
        .put(ISVPRODID_OFFSET, QUOTING_ENCLAVE_PRODUCT)
        .put(REPORT_DATA_OFFSET, bound)
        .array();
  }
}
