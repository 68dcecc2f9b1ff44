// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What people ask: nodes, jobs, settlements, claims. */
@DisplayName("I-7 I-8 I-9 read side")
class ReadSideTest extends SceneService {
  private static final BigInteger MAX_PRICE = BigInteger.TEN.pow(27);

  /** The largest an enclave can report; no answer may break over it. */
  private static final BigInteger MAX_UNITS = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  @Autowired private RestTestClient client;
  private OperatorDesk desk;
  private final Address payer = KeySigner.random(SCENE.random).address();

  @BeforeEach
  void attestNode() {
    desk = new OperatorDesk(SCENE, client);
    JsonNode answer = desk.submitted(desk.evidence(SCENE.ledger.finalizeHead()));
    SCENE.ledger.attest(Json.MAPPER.treeToValue(answer.get("verdict"), Verdict.class));
  }

  @Test
  void aNodeIsShownWithItsStakeAndVerdictAsOfTheHead() {
    LedgerScene.Block head = SCENE.ledger.head();
    JsonNode node = read("/api/v1/nodes/" + desk.node());
    assertThat(node.get("operator").asString()).isEqualTo(desk.operator().address().toString());
    assertThat(node.get("signer").asString()).isEqualTo(desk.enclave().address().toString());
    assertThat(node.get("stake").asString()).isEqualTo("1000");
    assertThat(node.get("tee").asString()).isEqualTo("DEVELOPMENT");
    assertThat(node.get("tcbStatus").asString()).isEqualTo("UpToDate");
    assertThat(node.get("offer").isNull()).isTrue();
    assertThat(node.at("/asOf/block").asLong()).isEqualTo(head.number());
    assertThat(node.at("/asOf/hash").asString()).isEqualTo(head.hash().toString());
    assertThat(node.at("/asOf/finality").asString()).isEqualTo("head");
  }

  @Test
  void nodesAreFilteredByOperatorAndAttestation() {
    String operator = "operator=" + desk.operator().address();
    assertThat(read("/api/v1/nodes?" + operator).get("items").size()).isEqualTo(1);
    assertThat(read("/api/v1/nodes?attested=true&" + operator).get("items").size()).isEqualTo(1);
    assertThat(read("/api/v1/nodes?attested=false&" + operator).get("items").size()).isZero();
  }

  @Test
  void aJobIsShownFromItsOpeningToItsSettlement() {
    JobId job = open();
    JsonNode open = read("/api/v1/jobs/" + job);
    assertThat(open.get("state").asString()).isEqualTo("open");
    assertThat(open.get("paid").isNull()).isTrue();
    assertThat(open.get("maxPrice").asString()).isEqualTo(MAX_PRICE.toString());
    settle(job, 5);
    JsonNode settled = read("/api/v1/jobs/" + job);
    assertThat(settled.get("state").asString()).isEqualTo("settled");
    assertThat(settled.get("paid").asString()).isEqualTo("5");
    assertThat(settled.get("refunded").asString())
        .isEqualTo(MAX_PRICE.subtract(BigInteger.valueOf(5)).toString());
    assertThat(settled.get("computeUnits").isNumber()).isTrue();
    assertThat(settled.get("computeUnits").bigIntegerValue()).isEqualTo(MAX_UNITS);
    assertThat(settled.get("settledAt").asLong()).isEqualTo(SCENE.ledger.head().time());
  }

  @Test
  void jobsAreFilteredByNodeClientStateAndTime() {
    JobId job = open();
    String one = "/api/v1/jobs?node=" + desk.node() + "&client=" + payer;
    assertThat(ids(read(one + "&state=open"))).containsExactly(job.toString());
    assertThat(ids(read(one + "&state=settled"))).isEmpty();
    long openedAt = SCENE.ledger.head().time();
    assertThat(ids(read(one + "&from=" + openedAt))).hasSize(1);
    assertThat(ids(read(one + "&to=" + openedAt))).isEmpty();
  }

  @Test
  @DisplayName("I-8 pages follow each other without gap or repetition, newest first")
  void pagesFollowEachOther() {
    List<String> settled = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      JobId job = open();
      settle(job, i);
      settled.addFirst(job.toString());
    }
    List<String> found = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = read("/api/v1/settlements?limit=3&node=" + desk.node() + next);
      assertThat(page.get("items").size()).isLessThanOrEqualTo(3);
      found.addAll(ids(page));
      next = page.get("next").isNull() ? null : "&after=" + page.get("next").asString();
    } while (next != null);
    assertThat(found).isEqualTo(settled);
  }

  @Test
  void aSettlementNamesTheVerdictBehindIt() {
    settle(open(), 5);
    JsonNode item =
        read("/api/v1/settlements?operator=" + desk.operator().address()).at("/items/0");
    assertThat(item.at("/nodeAttested/tee").asString()).isEqualTo("DEVELOPMENT");
    assertThat(item.at("/nodeAttested/policy").asInt()).isEqualTo(1);
    assertThat(item.at("/nodeAttested/verdictEvidenceHash").asString()).startsWith("0x");
    // the document that names the code, and the stake of that moment
    assertThat(item.at("/nodeAttested/policyDigest").asString())
        .isEqualTo(Keccak.hash(SCENE.policyYaml().getBytes(UTF_8)).toString());
    assertThat(item.at("/nodeAttested/stake").asString()).isEqualTo("1000");
    assertThat(item.at("/nodeAttested/validUntil").asLong())
        .isGreaterThan(item.get("openedAt").asLong());
    assertThat(item.get("computeUnits").bigIntegerValue()).isEqualTo(MAX_UNITS);
  }

  @Test
  void aClaimIsShown() {
    settle(open(), 5);
    SCENE.ledger.claim(desk.node(), payer, 5);
    JsonNode item = read("/api/v1/claims?node=" + desk.node()).at("/items/0");
    assertThat(item.get("amount").asString()).isEqualTo("5");
    assertThat(item.get("part").asString()).isEqualTo("net");
  }

  @Test
  void policiesAreListedAsOfTheHead() {
    JsonNode policies = read("/api/v1/policies");
    assertThat(policies.get("items").valueStream())
        .anySatisfy(policy -> {
          assertThat(policy.get("policy").asInt()).isEqualTo(1);
          assertThat(policy.get("digest").asString())
              .isEqualTo(Keccak.hash(SCENE.policyYaml().getBytes(UTF_8)).toString());
        });
    assertThat(policies.get("asOf").get("block").asLong()).isPositive();
  }

  @Test
  @DisplayName("I-9 what has not changed is not sent again")
  void whatHasNotChangedIsNotSentAgain() {
    String path = "/api/v1/settlements?node=" + desk.node();
    String tag =
        client.get().uri(path).exchange().returnResult(String.class).getResponseHeaders().getETag();
    assertThat(tag).isNotNull();
    client.get().uri(path).header("If-None-Match", tag).exchange().expectStatus().isNotModified();
    SCENE.ledger.mine();
    client.get().uri(path).header("If-None-Match", tag).exchange().expectStatus().isOk();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/nodes/999999, 404, node.unknown",
    "/api/v1/jobs/0x0000000000000000000000000000000000000000000000000000000000000000, 404, job.unknown",
    "/api/v1/evidence/0x0000000000000000000000000000000000000000000000000000000000000000, 404, evidence.unknown",
    "/api/v1/collateral/0x0000000000000000000000000000000000000000000000000000000000000000, 404, collateral.unknown",
    "/api/v1/policies/99, 404, document.unknown",
    "/api/v1/jobs/0x12, 400, request.parameter",
    "/api/v1/jobs?limit=0, 400, limit.range",
    "/api/v1/jobs?limit=201, 400, limit.range",
    "/api/v1/jobs?limit=many, 400, request.parameter",
    "/api/v1/jobs?after=1.2, 400, request.parameter",
    "/api/v1/jobs?state=closed, 400, request.parameter",
    "/api/v1/nodes?operator=alice, 400, request.parameter",
    "/api/v1/settlements/stream?after=1-2, 400, cursor.malformed"
  })
  void aQuestionThatHasNoAnswerSaysWhy(String path, int status, String code) {
    Expect.problem(client.get().uri(path).exchange(), status, code);
  }

  private JobId open() {
    SCENE.ledger.mine();
    byte[] entropy = new byte[32];
    SCENE.random.nextBytes(entropy);
    JobId job = new JobId(Keccak.hash(entropy));
    SCENE.ledger.open(job, desk.node(), payer, MAX_PRICE);
    return job;
  }

  private void settle(JobId job, long paid) {
    SCENE.ledger.mine();
    SCENE.ledger.settle(job, desk.node(), payer, MAX_UNITS, paid, MAX_PRICE);
  }

  private JsonNode read(String path) {
    return Json.MAPPER.readTree(desk.get(path));
  }

  private static List<String> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("jobId").asString()).toList();
  }
}
