// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.attestation.FaultForge;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import network.azracode.service.attestation.QuorumScene.Operator;

/** A node whose key the registry knows, and what its operator may hand in all the same. */
record AttestedNode(QuorumScene scene, Operator operator, Address enclave) {
  private static final long SUBMISSION_EXPIRY = 4_000_000_000L;

  /** Attested so that what is made from now on falls into the life of its key. */
  static AttestedNode now(QuorumScene scene) {
    Operator operator = scene.operator();
    Address enclave = scene.enclave();
    scene.attest(operator, enclave);
    long accepted = scene.now().getEpochSecond();
    scene.makeFinal();
    QuorumScene.await(() -> scene.challenge(operator).time() >= accepted);
    return new AttestedNode(scene, operator, enclave);
  }

  EvidencePackage faulty(Cause cause) {
    FaultForge forge = new FaultForge(scene.folder.resolve("development"), scene.registry);
    EnclaveBinding binding = scene.binding(operator, enclave, QuorumScene.POLICY);
    return switch (cause) {
      case FORGED -> forge.forged(binding, QuorumScene.SEALING_KEY);
      case TRANSPLANTED -> forge.transplanted(binding, QuorumScene.SEALING_KEY);
      case DEBUG -> forge.debug(binding, QuorumScene.SEALING_KEY);
      case UNHELD_KEY -> forge.unheldKey(binding, QuorumScene.SEALING_KEY);
      case EQUIVOCATION -> throw new IllegalArgumentException("proven, not judged");
    };
  }

  /** What an honest attestor would state of that package now. */
  Condemnation condemnation(EvidencePackage of, Cause cause) {
    long challengeAt = scene.contracts.chain().block(of.binding().challengeBlock()).time();
    return new Condemnation(
        operator.node(),
        enclave,
        cause,
        submission(of).digest(scene.registry),
        challengeAt,
        scene.now().getEpochSecond() + 600);
  }

  byte[] request(EvidencePackage of, Condemnation condemnation) {
    return request(of, condemnation, operator.key());
  }

  byte[] request(EvidencePackage of, Condemnation condemnation, Signer signedBy) {
    Octets signature = Octets.of(signedBy.sign(submission(of), scene.registry).bytes65());
    return Json.MAPPER.writeValueAsBytes(
        new CondemnRequest(condemnation, of.digest(), signature, SUBMISSION_EXPIRY));
  }

  private EvidenceSubmission submission(EvidencePackage of) {
    Bytes32 digest = of.digest();
    return new EvidenceSubmission(operator.node(), digest, SUBMISSION_EXPIRY);
  }
}
