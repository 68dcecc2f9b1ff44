// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.ServiceScene;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** An operator with a registered node, who speaks to the service over HTTP. */
final class OperatorDesk {
  private final ServiceScene scene;
  private final RestTestClient client;
  private final KeySigner operator;
  private final KeySigner enclave;
  private final NodeId node;

  OperatorDesk(ServiceScene scene, RestTestClient client) {
    this.scene = scene;
    this.client = client;
    this.operator = KeySigner.random(scene.random);
    this.enclave = KeySigner.random(scene.random);
    this.node = scene.register(operator);
  }

  KeySigner operator() {
    return operator;
  }

  KeySigner enclave() {
    return enclave;
  }

  NodeId node() {
    return node;
  }

  EnclaveBinding binding(LedgerScene.Block challenge) {
    return scene.binding(node, operator.address(), enclave, challenge);
  }

  byte[] evidence(LedgerScene.Block challenge) {
    return scene.evidence(binding(challenge), ServiceScene.MRTD);
  }

  long soon() {
    return scene.ledger.head().time() + 60;
  }

  /** Signs and submits evidence, and expects a verdict. */
  JsonNode submitted(byte[] evidence) {
    byte[] body =
        submit(evidence).expectStatus().isOk().expectBody().returnResult().getResponseBodyContent();
    return Json.MAPPER.readTree(body);
  }

  RestTestClient.ResponseSpec submit(byte[] evidence) {
    return submit(evidence, soon(), operator);
  }

  RestTestClient.ResponseSpec submit(byte[] evidence, long expiresAt, KeySigner signer) {
    CompactSignature signature =
        signer.sign(
            new EvidenceSubmission(node, Keccak.hash(evidence), expiresAt)
                .digest(scene.deployment.registryDomain()));
    return post(evidence, Hex.encode(signature.bytes65()), String.valueOf(expiresAt));
  }

  RestTestClient.ResponseSpec post(byte[] body, String signature, String expiresAt) {
    return client
        .post()
        .uri("/api/v1/nodes/" + node + "/evidence")
        .contentType(MediaType.parseMediaType("application/cbor"))
        .header("Azra-Operator-Signature", signature)
        .header("Azra-Expires-At", expiresAt)
        .body(body)
        .exchange();
  }

  byte[] get(String path) {
    byte[] body =
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    assertThat(body).isNotEmpty();
    return Objects.requireNonNull(body);
  }
}
