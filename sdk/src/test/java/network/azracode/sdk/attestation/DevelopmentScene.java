// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;

/** A development TEE, a policy that accepts it, and an enclave that binds its keys. */
public final class DevelopmentScene {
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  public static final Domain REGISTRY =
      Domain.registry(31337, Address.of("0x5fbdb2315678afecb367f032d93f642f64180aa3"));
  public static final Bytes32 PROGRAM = Keccak.hash("program".getBytes(UTF_8));
  public static final KeySigner ENCLAVE = KeySigner.ofKey(Keccak.hash("enclave".getBytes(UTF_8)));
  static final byte[] MRTD = new byte[48];

  private final DevelopmentTee tee;
  private final Collateral collateral;

  public DevelopmentScene(Path folder) {
    tee = DevelopmentTee.open(folder, Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());
    collateral = FolderCollateral.read(folder);
  }

  Collateral collateral() {
    return collateral;
  }

  String policyYaml() {
    return """
    name: development
    version: 1
    tees: [DEVELOPMENT]
    statuses: [UpToDate]
    anchors: {development: "%s"}
    measurements: {mrtd: ["%s"]}
    programs: ["%s"]
    maximumAgeSeconds: 600
    debug: false
    """
        .formatted(
            Sha256.hash(collateral.document(DevelopmentAnchor.ROOT_DOCUMENT).toByteArray()),
            Octets.of(MRTD),
            PROGRAM);
  }

  PolicyDocument policy() {
    return PolicyDocument.parse(policyYaml().getBytes(UTF_8));
  }

  byte[] quote(EnclaveBinding binding) {
    return tee.quote(ReportData.of(binding, REGISTRY), MRTD);
  }

  EvidencePackage evidence(EnclaveBinding binding, Bytes32 sealingKey) {
    return EvidencePackage.tdx(quote(binding), binding, sealingKey);
  }

  VerifiedEvidence verified(EnclaveBinding binding, Bytes32 sealingKey) {
    return new EvidenceVerifier(policy().trustAnchors(collateral))
        .verify(evidence(binding, sealingKey), collateral, NOW);
  }

  /** What a client has checked, for tests of whatever needs it. */
  public AffirmedEvidence affirmed(Bytes32 sealingKey) {
    return Appraiser.appraise(verified(binding(sealingKey), sealingKey), policy(), expected(), NOW)
        .affirmed()
        .orElseThrow();
  }

  static EnclaveBinding binding(Bytes32 sealingKey) {
    return new EnclaveBinding(
        new NodeId(1),
        Address.of("0x00000000000000000000000000000000000000aa"),
        ENCLAVE.address(),
        Keccak.hash(sealingKey.toByteArray()),
        new PolicyId(1),
        PolicyDocument.programsHash(Set.of(PROGRAM)),
        1000,
        Keccak.hash("challenge".getBytes(UTF_8)));
  }

  static ExpectedBinding expected() {
    EnclaveBinding binding = binding(Bytes32.ZERO);
    return new ExpectedBinding(
        REGISTRY,
        binding.nodeId(),
        binding.operator(),
        binding.policy(),
        new Challenge(binding.challengeBlock(), binding.challengeHash(), NOW.minusSeconds(30)));
  }
}
