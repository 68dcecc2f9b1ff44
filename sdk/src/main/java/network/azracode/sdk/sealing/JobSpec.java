// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/**
 * What an envelope holds: which program to run, on what, and to whom the result goes. Terms carry
 * only its salted commitment.
 */
public final class JobSpec {
  private static final int WORDS = 3;

  private final Bytes32 salt;
  private final Bytes32 programHash;
  private final Bytes32 resultKey;
  private final byte[] input;

  /**
   * @param salt 32 random bytes, so that nobody can guess the input from the commitment
   * @param resultKey raw X25519 public key of the client
   * @param input at most {@link SizeClass#MAX_CONTENT_BYTES}; kept, not copied, so that one wipe
   *     reaches it
   */
  public JobSpec(Bytes32 salt, Bytes32 programHash, Bytes32 resultKey, byte[] input) {
    SizeClass.requireContent("input", input);
    this.salt = salt;
    this.programHash = programHash;
    this.resultKey = resultKey;
    this.input = input;
  }

  /** A specification with a new salt. */
  public static JobSpec draw(
      Bytes32 programHash, Bytes32 resultKey, byte[] input, SecureRandom random) {
    byte[] salt = new byte[Bytes32.LENGTH];
    random.nextBytes(salt);
    return new JobSpec(Bytes32.of(salt), programHash, resultKey, input);
  }

  /**
   * Reads the plaintext of an envelope.
   *
   * @throws AzraException {@code envelope.malformed}
   */
  public static JobSpec parse(byte[] plaintext) {
    byte[] input = Padded.content(plaintext, WORDS);
    if (input == null) {
      throw new AzraException(
          "envelope.malformed",
          "envelope: expected salt, program, result key, length, input and zeroes up to the size"
              + " class, found %d bytes that are not".formatted(plaintext.length));
    }
    return new JobSpec(
        Padded.word(plaintext, 0), Padded.word(plaintext, 1), Padded.word(plaintext, 2), input);
  }

  /** Padded to the size class. */
  public byte[] encode() {
    return Padded.encode(input, salt, programHash, resultKey);
  }

  /** {@code keccak256(salt ‖ programHash ‖ keccak256(input) ‖ resultKey)}. */
  public Bytes32 specCommitment() {
    return Keccak.hash(
        salt.toByteArray(),
        programHash.toByteArray(),
        Keccak.hash(input).toByteArray(),
        resultKey.toByteArray());
  }

  public Bytes32 salt() {
    return salt;
  }

  public Bytes32 programHash() {
    return programHash;
  }

  public Bytes32 resultKey() {
    return resultKey;
  }

  /** The array itself, which {@link #wipe()} zeroes. */
  public byte[] input() {
    return input;
  }

  public void wipe() {
    Arrays.fill(input, (byte) 0);
  }

  /** Never the input. */
  @Override
  public String toString() {
    return "JobSpec[" + specCommitment() + "]";
  }
}
