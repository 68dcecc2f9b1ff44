// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.service.attestation.QuorumScene.Operator;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Three attestors, and operators who cheat. */
@DisplayName("A-30 A-31 A-32 condemnation")
class CondemnationTest {
  private static final QuorumScene SCENE = QuorumScene.get();
  private static final int CASE_DELAY_SECONDS = 30;
  private static final int ROUNDS_SECONDS = 4;

  @AfterEach
  void restore() {
    SCENE.restore();
  }

  @Test
  void everyCauseOfTheListBecomesOneCaseAndNothingElseDoes() {
    Map<Cause, AttestedNode> nodes = new EnumMap<>(Cause.class);
    Map<Cause, EvidencePackage> handedIn = new EnumMap<>(Cause.class);
    for (Cause cause : List.of(Cause.FORGED, Cause.TRANSPLANTED, Cause.DEBUG, Cause.UNHELD_KEY)) {
      nodes.put(cause, AttestedNode.now(SCENE));
    }
    AttestedNode innocent = AttestedNode.now(SCENE);
    byte[] otherCode = new byte[48];
    otherCode[0] = 1;
    byte[] unknown =
        SCENE.evidence(innocent.operator(), innocent.enclave(), QuorumScene.POLICY, otherCode);
    assertThat(refused(0, innocent.operator(), unknown)).isEqualTo("appraisal.not-affirming");
    nodes.forEach((cause, node) -> {
      EvidencePackage faulty = node.faulty(cause);
      handedIn.put(cause, faulty);
      assertThat(refused(asked(cause), node.operator(), faulty.encode()))
          .isEqualTo("appraisal.not-affirming");
    });

    nodes.forEach((cause, node) -> QuorumScene.await(() -> !cases(0, node).isEmpty()));
    nodes.forEach((cause, node) -> requireTold(cause, node, requireNonNull(handedIn.get(cause))));
    passRounds();
    nodes.forEach((cause, node) -> {
      assertThat(cases(0, node)).as("cases of %s", cause).hasSize(1);
      assertThat(sent(node)).as("intents of %s", cause).isEqualTo(1);
    });
    assertThat(cases(0, innocent)).isEmpty();
    assertThat(count(0, "faults", innocent)).isZero();
    requireExecuted(requireNonNull(nodes.get(Cause.DEBUG)));
  }

  private static void requireTold(Cause cause, AttestedNode node, EvidencePackage handedIn) {
    QuorumScene.await(() -> !cases(asked(cause), node).isEmpty());
    JsonNode told = cases(asked(cause), node).get(0);
    assertThat(told.get("cause").asString()).isEqualToIgnoringCase(cause.name());
    assertThat(told.get("judged").asBoolean()).isTrue();
    assertThat(told.get("signer").asString()).isEqualTo(node.enclave().toString());
    assertThat(told.get("executableAt").asLong())
        .isEqualTo(told.get("openedAt").asLong() + CASE_DELAY_SECONDS);
    assertThat(told.get("openedTransaction").asString()).startsWith("0x");
    assertThat(told.at("/reasons/0/code").asString()).startsWith("fault.");
    assertThat(told.at("/reasons/0/sentence").asString()).isNotBlank();
    assertThat(told.get("evidence").asString()).isEqualTo(handedIn.digest().toString());
    Bytes32 digest =
        new EvidenceSubmission(
                node.operator().node(), handedIn.digest(), told.get("submissionExpiresAt").asLong())
            .digest(SCENE.registry);
    assertThat(told.get("evidenceHash").asString()).isEqualTo(digest.toString());
    long challengeAt = SCENE.contracts.chain().block(handedIn.binding().challengeBlock()).time();
    assertThat(told.get("faultAt").asLong()).isEqualTo(challengeAt);
    assertThat(notices(asked(cause), node)).contains(told.at("/reasons/0/code").asString());
  }

  /** The last one's key that pays is with a Web3Signer. */
  private static int asked(Cause cause) {
    return cause == Cause.UNHELD_KEY ? 2 : 0;
  }

  /** The stake pays once, and the key never returns. */
  private static void requireExecuted(AttestedNode node) {
    SCENE.anvil.passSeconds(CASE_DELAY_SECONDS);
    QuorumScene.await(() -> cases(0, node).get(0).get("state").asString().equals("executed"));
    var registry = SCENE.contracts.registry().latest();
    assertThat(registry.node(node.operator().node()).stake()).isLessThan(TestContracts.STAKE);
  }

  @Test
  void oneThatIsDownIsNotMissedAndALiarDoesNotCount() {
    AttestedNode node = AttestedNode.now(SCENE);
    SCENE.attestor(1).switchboard.hangUp();
    byte[] lie =
        Json.MAPPER.writeValueAsBytes(
            Map.of("signature", SCENE.attestor(2).key.sign(Bytes32.ZERO)));
    SCENE
        .attestor(2)
        .switchboard
        .answer(exchange -> Switchboard.send(exchange, 200, "application/json", lie));
    refused(0, node.operator(), node.faulty(Cause.DEBUG).encode());
    QuorumScene.await(() -> count(0, "condemnations", node) == 1);
    passRounds();
    assertThat(cases(0, node)).isEmpty();
    assertThat(sent(node)).isZero();

    SCENE.attestor(2).switchboard.passOnTo(SCENE.attestor(2).base());
    QuorumScene.await(() -> !cases(0, node).isEmpty());
    assertThat(cases(0, node).get(0).get("cause").asString()).isEqualTo("debug");
    assertThat(count(1, "condemnations", node)).isZero();
  }

  @Test
  void oneWithAnotherPolicyFileSignsNothing() {
    AttestedNode node = AttestedNode.now(SCENE);
    SCENE.attestor(1).switchboard.hangUp();
    SCENE.attestor(2).writePolicy(QuorumScene.POLICY, (yaml() + "# older\n").getBytes(UTF_8));
    refused(0, node.operator(), node.faulty(Cause.TRANSPLANTED).encode());
    QuorumScene.await(() -> count(0, "condemnations", node) == 1);
    passRounds();
    assertThat(cases(0, node)).isEmpty();
    assertThat(count(2, "condemnations", node)).isZero();
    SCENE.restore();
    QuorumScene.await(() -> !cases(0, node).isEmpty());
  }

  /** What was decided before a restart is sent after it, once; who only reports signs nothing. */
  @Test
  void aRestartNeitherLosesNorDoublesADecision() {
    AttestedNode node = AttestedNode.now(SCENE);
    AttestorInstance first = SCENE.attestor(0);
    SCENE.attestor(1).switchboard.hangUp();
    SCENE.attestor(2).switchboard.hangUp();
    refused(0, node.operator(), node.faulty(Cause.FORGED).encode());
    QuorumScene.await(() -> count(0, "condemnations", node) == 1);
    first.stop();
    SCENE.attestor(1).switchboard.passOnTo(SCENE.attestor(1).base());
    SCENE.attestor(2).switchboard.passOnTo(SCENE.attestor(2).base());

    Map<String, Object> reporting = new HashMap<>(SCENE.properties());
    reporting.put("azra.attestation.condemn", "report");
    first.start(reporting, SCENE.attestors);
    AttestedNode other = AttestedNode.now(SCENE);
    EvidencePackage debug = other.faulty(Cause.DEBUG);
    refused(0, other.operator(), debug.encode());
    passRounds();
    assertThat(count(0, "faults", other)).isEqualTo(1);
    assertThat(count(0, "condemnations", other)).isZero();
    assertThat(cases(0, node)).isEmpty();
    assertThat(cases(0, other)).isEmpty();
    JsonNode reported = told(0, other).get(0);
    assertThat(reported.get("code").asString()).isEqualTo("fault.debug");
    assertThat(reported.get("sentence").asString()).contains(debug.digest().toString());
    PeerCaller caller = new PeerCaller(SCENE.contracts.deployment(), first, CondemnRequest.PATH);
    byte[] request = other.request(debug, other.condemnation(debug, Cause.DEBUG));
    assertThat(
            caller
                .tell(caller.sign(request, SCENE.now().getEpochSecond(), SCENE.attestor(1).key))
                .code())
        .isEqualTo("condemn.off");

    first.stop();
    first.start(SCENE.properties(), SCENE.attestors);
    QuorumScene.await(() -> !cases(0, node).isEmpty() && !cases(0, other).isEmpty());
    passRounds();
    assertThat(cases(0, node)).hasSize(1);
    assertThat(count(0, "condemnations", node)).isEqualTo(1);
    assertThat(sent(node)).isEqualTo(1);
  }

  /** It dies once before the intent is on disk, and once before the signed bytes leave. */
  @Test
  void aRestartBetweenQuorumAndBroadcastSendsTheCondemnationOnce() throws SQLException {
    AttestedNode node = AttestedNode.now(SCENE);
    AttestorInstance first = SCENE.attestor(0);
    try (Connection beforeTheIntent = first.database.dataSource().getConnection();
        Statement lock = beforeTheIntent.createStatement()) {
      beforeTheIntent.setAutoCommit(false);
      lock.execute("LOCK TABLE submissions IN SHARE MODE");
      refused(0, node.operator(), node.faulty(Cause.TRANSPLANTED).encode());
      QuorumScene.await(() -> cosigned(node) == 1);
      first.stop();
    }
    assertThat(sent(node)).isZero();

    try (Switchboard wire = new Switchboard()) {
      wire.passOnAllBut("eth_sendRawTransaction", SCENE.node.rpcUrl());
      Map<String, Object> unheard = new HashMap<>(SCENE.properties());
      unheard.put("azra.chain.rpc-urls", wire.url());
      first.start(unheard, SCENE.attestors);
      QuorumScene.await(() -> !transactions(node).isEmpty());
      first.stop();
    }
    assertThat(cases(1, node)).isEmpty();

    first.start(SCENE.properties(), SCENE.attestors);
    QuorumScene.await(() -> !cases(0, node).isEmpty());
    passRounds();
    assertThat(cases(0, node)).hasSize(1);
    assertThat(count(0, "condemnations", node)).isEqualTo(1);
    assertThat(sent(node)).isEqualTo(1);
    assertThat(transactions(node))
        .contains(cases(0, node).get(0).get("openedTransaction").asString());
  }

  /** Whoever has only a forgery of their own can frame nobody. */
  @Test
  void evidenceThatItsOperatorDidNotSignForCondemnsNobody() {
    AttestedNode victim = AttestedNode.now(SCENE);
    AttestedNode attacker = AttestedNode.now(SCENE);
    byte[] forgery = victim.faulty(Cause.FORGED).encode();
    AzraException foreign =
        catchThrowableOfType(
            AzraException.class,
            () ->
                SCENE
                    .attestor(0)
                    .api(SCENE.registry)
                    .submit(
                        victim.operator().node(), forgery, attacker.operator().key(), SCENE.now()));
    assertThat(foreign.code()).isEqualTo("submission.signature");
    assertThat(refused(0, attacker.operator(), forgery)).isEqualTo("submission.foreign");
    passRounds();
    assertThat(count(0, "faults", victim)).isZero();
    assertThat(cases(0, victim)).isEmpty();
  }

  /** A key that never stood behind anything answers for nothing. */
  @Test
  void whatWasHandedInBeforeTheKeysFirstVerdictIsNoCase() {
    Operator operator = SCENE.operator();
    Address enclave = KeySigner.random(SCENE.random).address();
    AttestedNode before = new AttestedNode(SCENE, operator, enclave);
    refused(0, operator, before.faulty(Cause.DEBUG).encode());
    assertThat(count(0, "faults", before)).isEqualTo(1);
    long handedIn = SCENE.now().getEpochSecond();
    QuorumScene.await(() -> SCENE.now().getEpochSecond() > handedIn);
    SCENE.attest(operator, enclave);
    passRounds();
    assertThat(count(0, "condemnations", before)).isZero();
    assertThat(cases(0, before)).isEmpty();
  }

  private static String refused(int attestor, Operator operator, byte[] evidence) {
    return catchThrowableOfType(
            AzraException.class, () -> SCENE.submit(attestor, operator, evidence))
        .code();
  }

  private static void passRounds() {
    long from = SCENE.now().getEpochSecond();
    QuorumScene.await(() -> SCENE.now().getEpochSecond() >= from + ROUNDS_SECONDS);
  }

  private static String yaml() {
    return new String(SCENE.policyYaml(), UTF_8);
  }

  private static JsonNode cases(int attestor, AttestedNode accused) {
    return get(attestor, "/api/v1/cases?node=" + accused.operator().node()).get("items");
  }

  private static List<String> notices(int attestor, AttestedNode node) {
    return told(attestor, node).stream().map(notice -> notice.get("code").asString()).toList();
  }

  /** What the attestor says of faults of the node. */
  private static List<JsonNode> told(int attestor, AttestedNode node) {
    return get(attestor, "/api/v1/nodes/" + node.operator().node() + "/attestation")
        .get("notices")
        .valueStream()
        .filter(notice -> notice.get("code").asString().startsWith("fault."))
        .toList();
  }

  private static JsonNode get(int attestor, String path) {
    return Json.MAPPER.readTree(SCENE.attestor(attestor).http().get(path).body());
  }

  private static long count(int attestor, String table, AttestedNode node) {
    return SCENE
        .attestor(attestor)
        .database
        .jdbc()
        .sql("SELECT count(*) FROM " + table + " WHERE signer = ?")
        .param(node.enclave().toByteArray())
        .query(Long.class)
        .single();
  }

  /** By how many peers, as far as the first attestor knows. */
  private static long cosigned(AttestedNode node) {
    return SCENE
        .attestor(0)
        .database
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM condemnation_cosignatures
            JOIN condemnations USING (submission_digest, expires_at) WHERE signer = ?\
            """)
        .param(node.enclave().toByteArray())
        .query(Long.class)
        .single();
  }

  /** What the first attestor has signed to be sent against the node's key. */
  private static List<String> transactions(AttestedNode node) {
    return SCENE
        .attestor(0)
        .database
        .jdbc()
        .sql(
            """
            SELECT a.transaction_hash FROM submission_attempts a
            JOIN submission_nonces USING (key, nonce) JOIN submissions s USING (intent_id)
            WHERE position(? IN s.data) > 0\
            """)
        .param(node.enclave().toByteArray())
        .query((row, index) -> Bytes32.of(row.getBytes(1)).toString())
        .list();
  }

  /** Condemnations of the node's key that any attestor has meant to send. */
  private static long sent(AttestedNode node) {
    return SCENE.attestors.stream()
        .mapToLong(attestor ->
            attestor
                .database
                .jdbc()
                .sql(
                    """
                    SELECT count(*) FROM submissions
                    WHERE intent_id LIKE 'condemn/%' AND position(? IN data) > 0\
                    """)
                .param(node.enclave().toByteArray())
                .query(Long.class)
                .single())
        .sum();
  }
}
