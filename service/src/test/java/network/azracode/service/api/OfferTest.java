// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.node.ObjectNode;

/** Price and place of a node: only from its operator, only newer ones. */
@DisplayName("A-8 offers")
class OfferTest extends SceneService {
  @Autowired private RestTestClient client;
  private OperatorDesk desk;

  @BeforeEach
  void registerNode() {
    desk = new OperatorDesk(SCENE, client);
  }

  @Test
  void anOfferIsShownWithItsNodeAsItWasSigned() {
    Offer offer = offer(1, "http://127.0.0.1:9000");
    post(offer, desk.operator()).expectStatus().isNoContent();
    client
        .get()
        .uri("/api/v1/nodes/" + desk.node() + "/offer")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(expected(offer));
    client
        .get()
        .uri("/api/v1/nodes/" + desk.node())
        .exchange()
        .expectBody()
        .jsonPath("$.offer.endpoint")
        .isEqualTo("http://127.0.0.1:9000")
        .jsonPath("$.offer.unitPrice")
        .isEqualTo("1000000000000000000");
  }

  @Test
  void theSameOfferAgainChangesNothing() {
    Offer offer = offer(3, "http://127.0.0.1:9000");
    post(offer, desk.operator()).expectStatus().isNoContent();
    post(offer, desk.operator()).expectStatus().isNoContent();
  }

  @Test
  void anOlderSequenceIsRefused() {
    post(offer(3, "http://127.0.0.1:9000"), desk.operator()).expectStatus().isNoContent();
    Expect.problem(post(offer(2, "http://127.0.0.1:9000"), desk.operator()), 409, "offer.sequence");
  }

  @Test
  void anotherOfferOfTheSameSequenceIsRefused() {
    post(offer(3, "http://127.0.0.1:9000"), desk.operator()).expectStatus().isNoContent();
    Expect.problem(post(offer(3, "http://127.0.0.1:9001"), desk.operator()), 409, "offer.sequence");
  }

  @Test
  void anotherSignerThanTheOperatorIsRefused() {
    Expect.problem(
        post(offer(1, "http://127.0.0.1:9000"), KeySigner.random(SCENE.random)),
        403,
        "offer.signature");
  }

  @Test
  void anOfferOfAnotherNodeIsRefused() {
    NodeId other = new OperatorDesk(SCENE, client).node();
    Expect.problem(
        post(desk.node(), offer(other, 1, "http://127.0.0.1:9000", later()), desk.operator()),
        422,
        "offer.node");
  }

  @Test
  void anExpiredOfferIsRefused() {
    long past = SCENE.ledger.head().time() - 1;
    Expect.problem(
        post(desk.node(), offer(desk.node(), 1, "http://127.0.0.1:9000", past), desk.operator()),
        422,
        "offer.expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://127.0.0.1",
        "127.0.0.1:9000",
        "http://",
        "http://user:word@127.0.0.1",
        "http://127.0.0.1/?question",
        "http://127.0.0.1/#part",
        "javascript:alert(1)",
        ""
      })
  void anEndpointThatIsNoPlainUrlIsRefused(String endpoint) {
    Expect.problem(post(offer(1, endpoint), desk.operator()), 422, "offer.endpoint");
  }

  @Test
  void anOfferEndsWithItsOperator() {
    post(offer(7, "http://127.0.0.1:9000"), desk.operator()).expectStatus().isNoContent();
    KeySigner successor = KeySigner.random(SCENE.random);
    SCENE.ledger.mine();
    SCENE.ledger.transfer(desk.node(), successor.address());
    Expect.problem(
        client.get().uri("/api/v1/nodes/" + desk.node() + "/offer").exchange(),
        404,
        "offer.unknown");
    post(offer(1, "http://127.0.0.1:9000"), successor).expectStatus().isNoContent();
  }

  @Test
  void anExpiredOfferIsNoLongerShown() {
    post(offer(1, "http://127.0.0.1:9000"), desk.operator()).expectStatus().isNoContent();
    SCENE.ledger.mine(61);
    client
        .get()
        .uri("/api/v1/nodes/" + desk.node())
        .exchange()
        .expectBody()
        .jsonPath("$.offer")
        .isEmpty();
  }

  private RestTestClient.ResponseSpec post(Offer offer, KeySigner signer) {
    return post(desk.node(), offer, signer);
  }

  private RestTestClient.ResponseSpec post(NodeId node, Offer offer, KeySigner signer) {
    return client
        .post()
        .uri("/api/v1/nodes/" + node + "/offer")
        .contentType(MediaType.APPLICATION_JSON)
        .body(posting(offer, signer))
        .exchange();
  }

  private static String posting(Offer offer, KeySigner signer) {
    ObjectNode posting = Json.MAPPER.createObjectNode();
    posting.set("offer", Json.MAPPER.valueToTree(offer));
    posting.put("signature", signature(offer, signer));
    return posting.toString();
  }

  private String expected(Offer offer) {
    ObjectNode expected = Json.MAPPER.valueToTree(offer);
    expected.put("signature", signature(offer, desk.operator()));
    assertThat(expected.size()).isEqualTo(11);
    return expected.toString();
  }

  private static String signature(Offer offer, KeySigner signer) {
    return Hex.encode(signer.sign(offer.digest(SCENE.deployment.registryDomain())).bytes65());
  }

  private static long later() {
    return SCENE.ledger.head().time() + 60;
  }

  private Offer offer(long sequence, String endpoint) {
    return offer(desk.node(), sequence, endpoint, later());
  }

  private static Offer offer(NodeId node, long sequence, String endpoint, long validUntil) {
    return new Offer(
        node,
        ServiceScene.POLICY,
        BigInteger.TEN.pow(18),
        30,
        1_000,
        65_536,
        endpoint,
        Bytes32.ZERO,
        validUntil,
        sequence);
  }
}
