// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Offer;
import network.azracode.service.api.AccessMatrix.Caller;
import network.azracode.service.api.AccessMatrix.Cell;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation that the OpenAPI document lists, by every caller, against the running service.
 */
@DisplayName("I-30 access")
class AccessTest extends SceneService {
  private static final String SERVED = "served";

  @Autowired private RestTestClient client;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final KeySigner attestor = KeySigner.random(SCENE.random);
  private OperatorDesk desk;
  private OperatorDesk other;

  @BeforeEach
  void registerNodes() {
    desk = new OperatorDesk(SCENE, client);
    other = new OperatorDesk(SCENE, client);
    SCENE.ledger.mine();
    SCENE.ledger.appoint(attestor.address());
    SCENE.ledger.finalizeHead();
  }

  static Stream<Cell> cells() {
    return AccessMatrix.read().cells();
  }

  @Test
  void everyOperationHasItsRowAndEveryRowItsOperation() throws Exception {
    List<String> rows =
        AccessMatrix.read().rows().stream().map(AccessMatrix.Row::operation).toList();
    assertThat(rows).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rows)).isEqualTo(documented());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void theCellSaysWhatHappens(Cell cell) throws Exception {
    HttpRequest request = request(cell.method(), cell.path(), keyOf(cell.caller()), cell.caller());
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (cell.answer().equals(SERVED)) {
        assertThat(answer.statusCode()).isNotIn(401, 403, 405, 429).isLessThan(500);
      } else {
        assertThat(answer.statusCode()).isEqualTo(403);
        JsonNode problem = Json.MAPPER.readTree(body.readAllBytes());
        assertThat(problem.get("code").asString()).isEqualTo(cell.answer());
      }
    }
  }

  /** A signature serves one node, one text, one time, one contract and one chain. */
  @Test
  void aSignatureForSomethingElseIsRefused() throws Exception {
    byte[] evidence = desk.evidence(SCENE.ledger.head());
    long soon = desk.soon();
    Domain here = SCENE.deployment.registryDomain();
    var mine = new EvidenceSubmission(desk.node(), Keccak.hash(evidence), soon);
    for (Domain elsewhere :
        List.of(
            Domain.registry(here.chainId() + 1, here.verifyingContract()),
            Domain.registry(here.chainId(), SCENE.deployment.settlement()),
            SCENE.deployment.settlementDomain())) {
      assertRefused(evidence, sign(mine, elsewhere), soon, "submission.signature");
    }
    var others = new EvidenceSubmission(other.node(), Keccak.hash(evidence), soon);
    assertRefused(evidence, sign(others, here), soon, "submission.signature");
    assertRefused(evidence, sign(mine, here), soon + 1, "submission.signature");
    assertRefused(new byte[] {1}, sign(mine, here), soon, "submission.signature");
    long past = SCENE.ledger.head().time() - 1;
    var late = new EvidenceSubmission(desk.node(), Keccak.hash(evidence), past);
    assertRefused(evidence, sign(late, here), past, "submission.expired");
  }

  /** Replayed, it changes nothing and gets the same answer. */
  @Test
  void aReplayedSubmissionGetsItsFirstAnswer() throws Exception {
    byte[] evidence = desk.evidence(SCENE.ledger.head());
    long soon = desk.soon();
    var mine = new EvidenceSubmission(desk.node(), Keccak.hash(evidence), soon);
    String signature = sign(mine, SCENE.deployment.registryDomain());
    String first = send(evidenceRequest(evidence, signature, soon)).body();
    assertThat(send(evidenceRequest(evidence, signature, soon)).body()).isEqualTo(first);
  }

  private void assertRefused(byte[] evidence, String signature, long expiresAt, String code)
      throws Exception {
    HttpResponse<String> answer = send(evidenceRequest(evidence, signature, expiresAt));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Json.MAPPER.readTree(answer.body()).get("code").asString()).isEqualTo(code);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private String sign(EvidenceSubmission submission, Domain domain) {
    return Hex.encode(desk.operator().sign(submission, domain).bytes65());
  }

  private KeySigner keyOf(Caller caller) {
    return switch (caller) {
      case ANYONE, ADMINISTRATOR -> KeySigner.random(SCENE.random);
      case OPERATOR -> desk.operator();
      case OTHER_OPERATOR -> other.operator();
      case ATTESTOR -> attestor;
    };
  }

  private HttpRequest request(String method, String path, KeySigner key, Caller caller) {
    HttpRequest.Builder request =
        switch (method + " " + path) {
          case "POST /api/v1/nodes/{nodeId}/evidence" -> evidence(key);
          case "POST /api/v1/nodes/{nodeId}/offer" -> offer(key);
          case "POST /api/v1/cosignatures", "POST /api/v1/condemnations" -> asPeer(path, key);
          case "POST /api/v1/receipts", "POST /api/v1/receipts/sessions" ->
              HttpRequest.newBuilder(uri(path))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}"));
          default -> {
            assertThat(method).as("a write needs a way to ask here").isEqualTo("GET");
            yield HttpRequest.newBuilder(uri(path)).GET();
          }
        };
    if (caller == Caller.ADMINISTRATOR) {
      request.header("Authorization", "Bearer " + Bytes32.ZERO);
    }
    return request.build();
  }

  private HttpRequest.Builder evidence(KeySigner key) {
    byte[] evidence = desk.evidence(SCENE.ledger.head());
    long soon = desk.soon();
    var submission = new EvidenceSubmission(desk.node(), Keccak.hash(evidence), soon);
    String signature =
        Hex.encode(key.sign(submission, SCENE.deployment.registryDomain()).bytes65());
    return HttpRequest.newBuilder(
        evidenceRequest(evidence, signature, soon), (name, value) -> true);
  }

  private HttpRequest evidenceRequest(byte[] evidence, String signature, long expiresAt) {
    return HttpRequest.newBuilder(uri("/api/v1/nodes/{nodeId}/evidence"))
        .header("Content-Type", "application/cbor")
        .header("Azra-Operator-Signature", signature)
        .header("Azra-Expires-At", Long.toString(expiresAt))
        .POST(BodyPublishers.ofByteArray(evidence))
        .build();
  }

  private HttpRequest.Builder offer(KeySigner key) {
    Offer offer =
        new Offer(
            desk.node(),
            ServiceScene.POLICY,
            BigInteger.TEN.pow(18),
            30,
            1_000,
            65_536,
            "http://127.0.0.1:9000",
            Bytes32.ZERO,
            desk.soon(),
            1);
    ObjectNode posting = Json.MAPPER.createObjectNode();
    posting.set("offer", Json.MAPPER.valueToTree(offer));
    posting.put(
        "signature", Hex.encode(key.sign(offer, SCENE.deployment.registryDomain()).bytes65()));
    return HttpRequest.newBuilder(uri("/api/v1/nodes/{nodeId}/offer"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(posting.toString()));
  }

  /**
   * As the text of docs and of PeerMessage has it, written out by hand: a foreign program would.
   */
  private HttpRequest.Builder asPeer(String path, KeySigner key) {
    byte[] body = "{}".getBytes(UTF_8);
    long headTime = SCENE.ledger.head().time();
    String text =
        """
        AzraCode attestor request, version 1
        chain: %d
        registry: %s
        from: %s
        to: %s
        head time: %d
        request: POST %s
        body: %s\
        """
            .formatted(
                SCENE.deployment.chainId(),
                SCENE.deployment.nodeRegistry(),
                key.address(),
                SCENE.attestor.address(),
                headTime,
                path,
                Keccak.hash(body));
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", "application/json")
        .header("Azra-Attestor", key.address().toString())
        .header("Azra-Attestor-Head-Time", Long.toString(headTime))
        .header("Azra-Attestor-Signature", Hex.encode(key.signMessage(text).bytes65()))
        .POST(BodyPublishers.ofByteArray(body));
  }

  private URI uri(String path) {
    String filled =
        path.replace("{nodeId}", desk.node().toString())
            .replace("{digest}", Bytes32.ZERO.toString())
            .replace("{jobId}", Bytes32.ZERO.toString())
            .replace("{caseId}", "1")
            .replace("{policy}", ServiceScene.POLICY.toString());
    assertThat(filled).as("a new parameter needs a value here").doesNotContain("{");
    return URI.create("http://127.0.0.1:" + port + filled);
  }

  private Set<String> documented() throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/v3/api-docs")).GET().build());
    Set<String> operations = new TreeSet<>();
    Json.MAPPER
        .readTree(answer.body())
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method ->
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }
}
