// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.DevelopmentScene;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
  private static final Domain SETTLEMENT = Domain.settlement(31337, Address.ZERO);
  private static final byte[] INPUT = "what was on the paper".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final SealingKeyPair enclave = SealingKeyPair.random(random);
  private final SealingKeyPair client = SealingKeyPair.random(random);
  private final AffirmedEvidence affirmed;
  private final JobSpec spec =
      JobSpec.draw(DevelopmentScene.PROGRAM, client.publicKey(), INPUT.clone(), random);

  EnvelopeTest(@TempDir Path folder) {
    affirmed = new DevelopmentScene(folder.resolve("development")).affirmed(enclave.publicKey());
  }

  /** K-2. */
  @Test
  void theEnclaveOpensWhatTheClientSealed() {
    JobTerms terms = terms(affirmed.nodeId(), affirmed.signer(), spec.specCommitment(), 0);
    byte[] sealed = Envelope.seal(affirmed, terms, SETTLEMENT, spec, random);
    byte[] plaintext = Envelope.open(enclave.privateKey(), terms.id(SETTLEMENT), sealed);
    JobSpec opened = JobSpec.parse(plaintext);
    assertThat(opened.input()).isEqualTo(INPUT);
    assertThat(opened.programHash()).isEqualTo(spec.programHash());
    assertThat(opened.resultKey()).isEqualTo(client.publicKey());
    assertThat(opened.specCommitment()).isEqualTo(terms.specCommitment());
  }

  /** K-2: the id is that of all terms, so an envelope is of no use with any other. */
  @Test
  void anEnvelopeOpensForNoOtherJobKeyOrDirection() {
    JobTerms terms = terms(affirmed.nodeId(), affirmed.signer(), spec.specCommitment(), 0);
    JobId id = terms.id(SETTLEMENT);
    byte[] sealed = Envelope.seal(affirmed, terms, SETTLEMENT, spec, random);
    JobId otherNonce =
        terms(affirmed.nodeId(), affirmed.signer(), spec.specCommitment(), 1).id(SETTLEMENT);
    unopenable(enclave.privateKey(), otherNonce, sealed);
    unopenable(enclave.privateKey(), terms.id(Domain.settlement(1, Address.ZERO)), sealed);
    unopenable(client.privateKey(), id, sealed);
    assertThatThrownBy(() -> SealedResult.open(enclave.privateKey(), id, sealed))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("result.unopenable"));
  }

  /** K-2. */
  @Test
  void aDamagedOrTruncatedEnvelopeDoesNotOpen() {
    JobTerms terms = terms(affirmed.nodeId(), affirmed.signer(), spec.specCommitment(), 0);
    byte[] sealed = Envelope.seal(affirmed, terms, SETTLEMENT, spec, random);
    for (int i = 0; i < sealed.length; i += 7) {
      byte[] damaged = sealed.clone();
      damaged[i] ^= 1;
      unopenable(enclave.privateKey(), terms.id(SETTLEMENT), damaged);
    }
    for (int length : new int[] {0, 31, 32, 48, sealed.length - 1}) {
      unopenable(enclave.privateKey(), terms.id(SETTLEMENT), Arrays.copyOf(sealed, length));
    }
  }

  /** K-3. */
  @Test
  void termsThatNameAnotherEnclaveOrSpecificationAreRefusedBeforeAnythingIsSealed() {
    refused(terms(new NodeId(2), affirmed.signer(), spec.specCommitment(), 0), spec, "nodeId");
    refused(terms(affirmed.nodeId(), Address.ZERO, spec.specCommitment(), 0), spec, "signer");
    refused(terms(affirmed.nodeId(), affirmed.signer(), Bytes32.ZERO, 0), spec, "specCommitment");
    JobSpec foreign = JobSpec.draw(Keccak.hash(), client.publicKey(), INPUT.clone(), random);
    refused(
        terms(affirmed.nodeId(), affirmed.signer(), foreign.specCommitment(), 0),
        foreign,
        "program");
  }

  /** K-4. */
  @Test
  void whatIsSealedHasTheLengthOfItsSizeClassOnly() {
    for (int[] lengths : new int[][] {{0, 1024}, {924, 1024}, {925, 2048}, {1 << 20, 1 << 21}}) {
      JobSpec sized =
          JobSpec.draw(DevelopmentScene.PROGRAM, client.publicKey(), new byte[lengths[0]], random);
      JobTerms terms = terms(affirmed.nodeId(), affirmed.signer(), sized.specCommitment(), 0);
      byte[] sealed = Envelope.seal(affirmed, terms, SETTLEMENT, sized, random);
      assertThat(sealed).hasSize(lengths[1] + HpkeSuite.OVERHEAD);
      byte[] plaintext = Envelope.open(enclave.privateKey(), terms.id(SETTLEMENT), sealed);
      assertThat(JobSpec.parse(plaintext).input()).hasSize(lengths[0]);
    }
    assertThatThrownBy(
            () -> JobSpec.draw(Bytes32.ZERO, Bytes32.ZERO, new byte[(1 << 20) + 1], random))
        .hasMessageContaining("input: expected at most 1048576 bytes, found 1048577");
  }

  /** K-4: padding is zeroes, so nothing travels beside what is committed to. */
  @Test
  void plaintextsThatAreNotExactlyPaddedAreRefused() {
    byte[] encoded = spec.encode();
    byte[] smuggling = encoded.clone();
    smuggling[encoded.length - 1] = 1;
    byte[] negative = encoded.clone();
    negative[96] = (byte) 0x80;
    for (byte[] plaintext :
        new byte[][] {smuggling, negative, new byte[0], new byte[1023], new byte[2048]}) {
      assertThatThrownBy(() -> JobSpec.parse(plaintext))
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("envelope.malformed"));
    }
  }

  /** K-5. */
  @Test
  void theCommitmentIsSaltedAndCoversEveryField() {
    JobSpec same = new JobSpec(spec.salt(), spec.programHash(), spec.resultKey(), INPUT.clone());
    assertThat(same.specCommitment())
        .isEqualTo(spec.specCommitment())
        .isEqualTo(
            Keccak.hash(
                spec.salt().toByteArray(),
                spec.programHash().toByteArray(),
                Keccak.hash(INPUT).toByteArray(),
                spec.resultKey().toByteArray()));
    assertThat(
            JobSpec.draw(spec.programHash(), spec.resultKey(), INPUT.clone(), random)
                .specCommitment())
        .isNotEqualTo(spec.specCommitment());
  }

  /** K-6. */
  @Test
  void nothingPrintsThePaperAndAWipeZeroesIt() {
    assertThat(spec.toString()).doesNotContain("paper").contains(spec.specCommitment().toString());
    assertThat(enclave).hasToString("SealingKeyPair[" + enclave.publicKey() + "]");
    spec.wipe();
    assertThat(spec.input()).containsOnly(0);
    enclave.wipe();
    assertThat(enclave.privateKey()).containsOnly(0);
  }

  private void refused(JobTerms terms, JobSpec refusedSpec, String field) {
    assertThatThrownBy(() -> Envelope.seal(affirmed, terms, SETTLEMENT, refusedSpec, random))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("envelope.terms"))
        .hasMessageStartingWith(field + ": expected");
  }

  private static void unopenable(byte[] key, JobId id, byte[] sealed) {
    assertThatThrownBy(() -> Envelope.open(key, id, sealed))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("envelope.unopenable"));
  }

  private static JobTerms terms(NodeId nodeId, Address signer, Bytes32 commitment, long nonce) {
    return new JobTerms(
        Address.ZERO,
        nodeId,
        signer,
        BigInteger.TEN,
        BigInteger.ONE,
        1_800_000_000,
        commitment,
        nonce);
  }
}
