// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Challenge;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.ExpectedBinding;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Honest evidence, from challenge to a verdict that the registry would take. */
@DisplayName("A-1 A-2 A-3 A-4 evidence")
class EvidenceTest extends SceneService {
  @Autowired private RestTestClient client;
  private OperatorDesk desk;
  private LedgerScene.Block challenge;

  @BeforeEach
  void registerNode() {
    desk = new OperatorDesk(SCENE, client);
    challenge = SCENE.ledger.finalizeHead();
  }

  @Test
  @DisplayName("A-1 the challenge is the latest final block")
  void theChallengeIsTheLatestFinalBlock() {
    client
        .get()
        .uri("/api/v1/nodes/1/challenge")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.block")
        .isEqualTo(challenge.number())
        .jsonPath("$.hash")
        .isEqualTo(challenge.hash().toString())
        .jsonPath("$.time")
        .isEqualTo(challenge.time());
  }

  @Test
  @DisplayName("A-2 affirmed evidence gets a verdict signed by the attestor, in the chain's time")
  void affirmedEvidenceGetsAVerdictInTheChainsTime() {
    byte[] evidence = desk.evidence(challenge);
    LedgerScene.Block head = SCENE.ledger.mine(7);
    JsonNode answer = desk.submitted(evidence);

    Verdict verdict = Json.MAPPER.treeToValue(answer.get("verdict"), Verdict.class);
    assertThat(verdict.nodeId()).isEqualTo(desk.node());
    assertThat(verdict.operator()).isEqualTo(desk.operator().address());
    assertThat(verdict.signer()).isEqualTo(desk.enclave().address());
    assertThat(verdict.sealingKey()).isEqualTo(ServiceScene.PROGRAM);
    assertThat(verdict.evidenceHash()).isEqualTo(Keccak.hash(evidence));
    assertThat(verdict.appraisedAt()).isEqualTo(head.time());
    assertThat(verdict.validUntil()).isEqualTo(challenge.time() + ServiceScene.LIFETIME_SECONDS);
    assertThat(answer.get("appraisal").get("affirmation").asString()).isEqualTo("AFFIRMING");
    CompactSignature signature =
        Json.MAPPER.treeToValue(answer.get("signatures").get(0), CompactSignature.class);
    assertThat(signature.recover(verdict.digest(SCENE.deployment.registryDomain())))
        .isEqualTo(SCENE.attestor.address());
  }

  @Test
  @DisplayName("A-3 the same evidence gets the same answer, whenever it is asked")
  void theSameEvidenceGetsTheSameAnswer() {
    byte[] evidence = desk.evidence(challenge);
    JsonNode first = desk.submitted(evidence);
    SCENE.ledger.mine(900);
    assertThat(desk.submitted(evidence)).isEqualTo(first);
  }

  @Test
  @DisplayName("A-4 anyone can verify again what the service verified, from its public answers")
  void anyoneCanVerifyAgain() {
    byte[] sent = desk.evidence(challenge);
    Bytes32 digest = Bytes32.of(desk.submitted(sent).get("evidenceHash").asString());
    byte[] evidence = desk.get("/api/v1/evidence/" + digest);
    assertThat(evidence).isEqualTo(sent);

    PolicyDocument policy = PolicyDocument.parse(desk.get("/api/v1/policies/1"));
    Collateral collateral =
        Json.MAPPER.readValue(desk.get("/api/v1/collateral?policy=1"), Collateral.class);
    assertThat(desk.get("/api/v1/collateral/" + collateral.digest()))
        .isEqualTo(Json.MAPPER.writeValueAsString(collateral).getBytes(UTF_8));
    Instant at = Instant.ofEpochSecond(SCENE.ledger.head().time());
    AffirmedEvidence affirmed =
        Appraiser.appraise(
                new EvidenceVerifier(policy.trustAnchors(collateral))
                    .verify(EvidencePackage.parse(evidence), collateral, at),
                policy,
                new ExpectedBinding(
                    SCENE.deployment.registryDomain(),
                    desk.node(),
                    desk.operator().address(),
                    ServiceScene.POLICY,
                    new Challenge(
                        challenge.number(),
                        challenge.hash(),
                        Instant.ofEpochSecond(challenge.time()))),
                at)
            .affirmed()
            .orElseThrow();
    assertThat(affirmed.signer()).isEqualTo(desk.enclave().address());
  }

  @Test
  @DisplayName("A-2 a node's next verdict is later than its last")
  void aNodesNextVerdictIsLaterThanItsLast() {
    long first = desk.submitted(desk.evidence(challenge)).at("/verdict/appraisedAt").asLong();
    SCENE.ledger.mine();
    long second = desk.submitted(desk.evidence(challenge)).at("/verdict/appraisedAt").asLong();
    assertThat(second).isGreaterThan(first);
  }
}
