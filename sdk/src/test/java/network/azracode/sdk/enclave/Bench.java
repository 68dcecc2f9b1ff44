// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Challenge;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.ExpectedBinding;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.util.Arrays;

/** A client's side of an enclave under test: checks its evidence as clients do, then seals. */
final class Bench {
  static final Domain REGISTRY = Domain.registry(31_337, address(0xaa));
  static final Domain SETTLEMENT = Domain.settlement(31_337, address(0xbb));
  static final NodeId NODE = new NodeId(7);
  static final Address OPERATOR = address(1);
  static final PolicyId POLICY = new PolicyId(1);
  static final Buckets BUCKETS = new Buckets(60, 10);
  static final BigInteger UNIT_PRICE = BigInteger.TEN;

  final SecureRandom random = new SecureRandom();
  final SealingKeyPair resultKeys = SealingKeyPair.random(random);
  private final Path folder;
  private final byte[] measurement;

  /**
   * @param folder of the development TEE
   */
  Bench(Path folder, byte[] measurement) {
    this.folder = folder;
    this.measurement = measurement.clone();
  }

  static Address address(int last) {
    byte[] bytes = new byte[Address.LENGTH];
    bytes[Address.LENGTH - 1] = (byte) last;
    return Address.of(bytes);
  }

  EvidenceSource source() {
    return DevelopmentSource.open(folder, measurement, Clock.systemUTC(), random);
  }

  /** One that opens envelopes in this process. */
  Enclave enclave(InstantSource clock) {
    return new Enclave(source(), BUCKETS, new JobRoom(random), Protection.NONE, clock, random);
  }

  static Request.Bind bind(long challengeBlock) {
    return new Request.Bind(
        NODE, OPERATOR, POLICY, REGISTRY, SETTLEMENT, challengeBlock, Bytes32.ZERO);
  }

  /** Verifies and appraises as a client does; fails the test when the evidence does not affirm. */
  AffirmedEvidence check(byte[] evidencePackage, long challengeBlock) {
    Instant now = Instant.now();
    Collateral collateral = FolderCollateral.read(folder);
    PolicyDocument policy = policy(collateral);
    var verified =
        new EvidenceVerifier(policy.trustAnchors(collateral))
            .verify(EvidencePackage.parse(evidencePackage), collateral, now);
    var expected =
        new ExpectedBinding(
            REGISTRY, NODE, OPERATOR, POLICY, new Challenge(challengeBlock, Bytes32.ZERO, now));
    var appraisal = Appraiser.appraise(verified, policy, expected, now);
    return appraisal
        .affirmed()
        .orElseThrow(() -> new AssertionError(appraisal.reasons().toString()));
  }

  private PolicyDocument policy(Collateral collateral) {
    byte[] root = collateral.document("root.der").toByteArray();
    String yaml =
        """
        name: test
        version: 1
        tees: [DEVELOPMENT]
        statuses: [UpToDate]
        anchors: {development: "%s"}
        measurements: {mrtd: ["%s"]}
        programs: [%s]
        maximumAgeSeconds: 600
        debug: false
        """
            .formatted(
                Bytes32.of(sha256(root)),
                Octets.of(measurement),
                Programs.hashes().stream()
                    .map("\"%s\""::formatted)
                    .collect(Collectors.joining(", ")));
    return PolicyDocument.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) {
    var digest = new org.bouncycastle.crypto.digests.SHA256Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }

  JobSpec spec(Program program, byte[] input) {
    return JobSpec.draw(program.hash(), resultKeys.publicKey(), input, random);
  }

  static JobTerms terms(AffirmedEvidence to, JobSpec spec, long maxUnits) {
    return new JobTerms(
        address(2),
        to.nodeId(),
        to.signer(),
        UNIT_PRICE.multiply(BigInteger.valueOf(maxUnits)),
        UNIT_PRICE,
        4_000_000_000L,
        spec.specCommitment(),
        0);
  }

  /**
   * As a stranger would: {@link Envelope#seal} refuses a specification that the terms do not name.
   */
  byte[] sealUnchecked(AffirmedEvidence to, JobTerms terms, JobSpec spec) {
    byte[] associatedData = Arrays.append(terms.id(SETTLEMENT).value().toByteArray(), (byte) 1);
    try {
      byte[][] sealed =
          new HPKE(
                  HPKE.mode_base,
                  HPKE.kem_X25519_SHA256,
                  HPKE.kdf_HKDF_SHA256,
                  HPKE.aead_AES_GCM256)
              .seal(
                  new X25519PublicKeyParameters(to.sealingKey().toByteArray()),
                  "azra/sealing/1".getBytes(StandardCharsets.US_ASCII),
                  associatedData,
                  spec.encode(),
                  null,
                  null,
                  null);
      return Arrays.concatenate(sealed[1], sealed[0]);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError(e);
    }
  }

  byte[] seal(AffirmedEvidence to, JobTerms terms, JobSpec spec) {
    return Envelope.seal(to, terms, SETTLEMENT, spec, random);
  }
}
