// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Evidence that its operator signed for and that does not affirm: answered, kept, never signed. */
@DisplayName("A-3 evidence that does not affirm")
class RefusedEvidenceTest extends SceneService {
  @Autowired private RestTestClient client;
  private OperatorDesk desk;
  private LedgerScene.Block challenge;

  @BeforeEach
  void registerNode() {
    desk = new OperatorDesk(SCENE, client);
    challenge = SCENE.ledger.finalizeHead();
  }

  @Test
  void anUnknownMeasurementIsNamedToTheOperator() {
    byte[] otherCode = new byte[48];
    Arrays.fill(otherCode, (byte) 1);
    assertThat(refused(SCENE.evidence(desk.binding(challenge), otherCode)))
        .containsExactly("measurement.unknown");
  }

  @Test
  void aForgedQuoteIsKeptWithTheReason() {
    byte[] evidence = desk.evidence(challenge);
    byte[] quote = EvidencePackage.parse(evidence).evidence().toByteArray();
    quote[48 + 136] ^= 1;
    byte[] forged =
        EvidencePackage.tdx(quote, desk.binding(challenge), ServiceScene.PROGRAM).encode();
    assertThat(refused(forged)).containsExactly("evidence.signature.quote");
    assertThat(desk.get("/api/v1/evidence/" + Keccak.hash(forged))).isEqualTo(forged);
  }

  @Test
  void aQuoteOfAnotherEnclaveIsContraindicated() {
    byte[] genuine = desk.evidence(challenge);
    byte[] transplanted =
        EvidencePackage.tdx(
                EvidencePackage.parse(genuine).evidence().toByteArray(),
                SCENE.binding(
                    desk.node(),
                    desk.operator().address(),
                    KeySigner.random(SCENE.random),
                    challenge),
                ServiceScene.PROGRAM)
            .encode();
    assertThat(refused(transplanted)).containsExactly("binding.reportData");
  }

  /** Submits twice: the answer is the same, and a verdict exists for neither. */
  private Iterable<String> refused(byte[] evidence) {
    JsonNode first = answer(evidence);
    SCENE.ledger.mine();
    assertThat(answer(evidence)).isEqualTo(first);
    assertThat(first.get("affirmation").asString()).isEqualTo("CONTRAINDICATED");
    assertThat(
            SCENE
                .database
                .jdbc()
                .sql("SELECT count(*) FROM signed_verdicts WHERE node_id = ?")
                .param(desk.node().value())
                .query(Long.class)
                .single())
        .isZero();
    return first.get("reasons").valueStream().map(reason -> reason.get("code").asString()).toList();
  }

  private JsonNode answer(byte[] evidence) {
    byte[] body =
        Expect.problem(desk.submit(evidence), 422, "appraisal.not-affirming")
            .returnResult()
            .getResponseBodyContent();
    return Json.MAPPER.readTree(Objects.requireNonNull(body));
  }
}
