// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** A job on its way into an enclave. */
public final class Envelope {
  private Envelope() {}

  /**
   * Seals to an enclave that the caller has checked: {@link AffirmedEvidence} exists no other way.
   *
   * @param settlement the domain that the terms are signed under, which makes the job's id
   * @return {@code enc ‖ ciphertext}, padded to a size class
   * @throws AzraException {@code envelope.terms} when the terms name another enclave, another
   *     specification, or the enclave does not run the program
   */
  public static byte[] seal(
      AffirmedEvidence to, JobTerms terms, Domain settlement, JobSpec spec, SecureRandom random) {
    require("nodeId", to.nodeId(), terms.nodeId());
    require("signer", to.signer(), terms.signer());
    require("specCommitment", spec.specCommitment(), terms.specCommitment());
    if (!to.programs().contains(spec.programHash())) {
      throw new AzraException(
          "envelope.terms",
          "program: expected one of %s, found %s".formatted(to.programs(), spec.programHash()));
    }
    byte[] plaintext = spec.encode();
    try {
      return HpkeSuite.seal(
          to.sealingKey(), Direction.TO_ENCLAVE, terms.id(settlement), plaintext, random);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /**
   * Opens an envelope with the enclave's key.
   *
   * @param privateKey the enclave's raw X25519 private key
   * @return the plaintext for {@link JobSpec#parse}; the caller zeroes it, and compares the
   *     specification's commitment with the terms'
   * @throws AzraException {@code envelope.unopenable}
   */
  public static byte[] open(byte[] privateKey, JobId id, byte[] sealed) {
    return HpkeSuite.open(privateKey, Direction.TO_ENCLAVE, id, sealed);
  }

  private static void require(String field, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AzraException(
          "envelope.terms", "%s: expected %s, found %s".formatted(field, expected, found));
    }
  }
}
