// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.service.attestation.QuorumScene.Operator;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What three attestors do unasked. */
@DisplayName("A-25 A-26 watching")
class WatchTest {
  private static final QuorumScene SCENE = QuorumScene.get();
  private static final int CASE_DELAY_SECONDS = 30;

  private Operator operator;
  private KeySigner enclaveKey;
  private Address enclave;
  private byte[] evidence;
  private NodeVerdict attested;

  @BeforeEach
  void attest() {
    SCENE.restore();
    operator = SCENE.operator();
    enclaveKey = KeySigner.random(SCENE.random);
    enclave = enclaveKey.address();
    evidence = SCENE.attest(operator, enclave);
    attested = current(SCENE.attestor(0));
  }

  @AfterEach
  void sweeten() {
    SCENE.attestors.forEach(attestor -> attestor.sour.set(false));
  }

  @Test
  void evidenceThatTurnsBadForAQuorumGatesItsNodeAndSlashesNothing() {
    SCENE.attestor(0).sour.set(true);
    SCENE.attestor(2).sour.set(true);
    QuorumScene.await(() -> current(SCENE.attestor(1)).appraisedAt() > attested.appraisedAt());
    NodeVerdict shorter = current(SCENE.attestor(1));
    assertThat(shorter.validUntil()).isEqualTo(shorter.appraisedAt());
    assertThat(shorter.evidenceHash()).isEqualTo(attested.evidenceHash());
    assertThat(shorter.signer()).isEqualTo(attested.signer());
    var node = SCENE.contracts.registry().latest().node(operator.node());
    assertThat(node.stake()).isEqualTo(TestContracts.STAKE);

    QuorumScene.await(() -> !get(0, "attestation").at("/appraisal/reasons").isEmpty());
    JsonNode told = get(0, "attestation");
    assertThat(told.at("/appraisal/affirmation").asString()).isEqualTo("WARNING");
    assertThat(told.at("/appraisal/reasons/0/code").asString()).isEqualTo("tcb.status");
    assertThat(codes(told)).contains("appraisal.not-affirming");
  }

  @Test
  void evidenceThatTurnsBadForOneAttestorAloneStands() {
    SCENE.attestor(2).sour.set(true);
    QuorumScene.await(() -> signed(2, "shortening") > 0);
    QuorumScene.await(() -> SCENE.now().getEpochSecond() > attested.appraisedAt() + 5);
    assertThat(current(SCENE.attestor(0))).isEqualTo(attested);
    assertThat(cosignedSince(0) + cosignedSince(1)).isZero();

    // what nobody shares is not said again before long
    SCENE.anvil.passSeconds((int) Persistence.PROPOSAL_SECONDS + 1);
    long passed = SCENE.now().getEpochSecond();
    QuorumScene.await(() -> SCENE.now().getEpochSecond() > passed + 3);
    assertThat(signed(2, "shortening")).isEqualTo(1);
  }

  @Test
  void operatorsAreToldWhatEndsAndWhen() {
    JsonNode told = get(0, "attestation");
    assertThat(told.get("attested").asBoolean()).isTrue();
    assertThat(told.get("validUntil").asLong()).isEqualTo(attested.validUntil());
    assertThat(codes(told)).contains("verdict.expires", "collateral.expires");
    JsonNode expiry =
        told.get("notices")
            .valueStream()
            .filter(notice -> notice.get("code").asString().equals("verdict.expires"))
            .findFirst()
            .orElseThrow();
    assertThat(expiry.get("at").asLong()).isEqualTo(attested.validUntil());
    assertThat(expiry.get("sentence").asString())
        .matches("The verdict expires in \\d+ (minutes|seconds): attest again.*");
  }

  /** The steward's act on chain, as every attestor sees it. */
  @Test
  void aPolicyThatIsRetiredOnChainIsToldAheadAndTakesNoNewEvidence() {
    PolicyId retiring = SCENE.publish("# to be retired\n");
    enclave = SCENE.enclave();
    SCENE.attest(operator, enclave, SCENE.evidence(operator, enclave, retiring, new byte[48]));
    long graceUntil = SCENE.now().getEpochSecond() + 120;
    SCENE.contracts.govern(
        SCENE.contracts.registry().governance().retirePolicy(retiring, graceUntil));
    QuorumScene.await(() -> codes(get(1, "attestation")).contains("policy.retires"));
    JsonNode notice =
        get(1, "attestation")
            .get("notices")
            .valueStream()
            .filter(told -> told.get("code").asString().equals("policy.retires"))
            .findFirst()
            .orElseThrow();
    assertThat(notice.get("at").asLong()).isEqualTo(graceUntil);

    SCENE.anvil.passSeconds(121);
    QuorumScene.await(() -> SCENE.now().getEpochSecond() > graceUntil);
    QuorumScene.await(() -> refusal(retiring).equals("policy.closed"));
    assertThat(signed(0, "shortening") + signed(1, "shortening") + signed(2, "shortening"))
        .isZero();
    assertThat(SCENE.contracts.registry().latest().node(operator.node()).stake())
        .isEqualTo(TestContracts.STAKE);
  }

  /** None while the attestor has not yet the block that closes the policy. */
  private String refusal(PolicyId policy) {
    byte[] fresh = SCENE.evidence(operator, SCENE.enclave(), policy, new byte[48]);
    AzraException refused =
        catchThrowableOfType(AzraException.class, () -> SCENE.submit(1, operator, fresh));
    return refused == null ? "none" : refused.code();
  }

  /** */
  @Test
  void everyVerdictIsListedWithStakeDigestsAndTransaction() {
    JsonNode row = get(0, "verdicts").at("/items/0");
    assertThat(row.get("signer").asString()).isEqualTo(enclave.toString());
    assertThat(row.get("stake").asString()).isEqualTo(TestContracts.STAKE.toString());
    assertThat(row.get("evidenceHash").asString()).isEqualTo(Keccak.hash(evidence).toString());
    assertThat(row.get("policyDigest").asString())
        .isEqualTo(Keccak.hash(SCENE.policyYaml()).toString());
    assertThat(row.get("collateralDigest").asString()).startsWith("0x");
    assertThat(row.get("transactionHash").asString()).startsWith("0x");
  }

  @Test
  void casesAreShownExecutedOnceWhenDueAndNeverAfterAVeto() {
    long executed = condemn(operator, enclave);
    Operator other = operator;
    attest();
    long vetoed = condemn(operator, enclave);
    SCENE.contracts.veto(vetoed);
    assertThat(SCENE.caseOf(0, executed).get("judged").asBoolean()).isTrue();
    assertThat(SCENE.caseOf(0, executed).get("state").asString()).isIn("open", "due", "executed");

    SCENE.anvil.passSeconds(CASE_DELAY_SECONDS);
    QuorumScene.await(() -> SCENE.caseOf(0, executed).get("state").asString().equals("executed"));
    JsonNode row = SCENE.caseOf(0, executed);
    assertThat(row.get("cause").asString()).isEqualTo("debug");
    assertThat(new BigInteger(row.get("slashed").asString())).isPositive();
    assertThat(row.get("endedTransaction").asString()).startsWith("0x");
    QuorumScene.await(() -> cases(1, operator).at("/0/state").asString("").equals("vetoed"));
    var registry = SCENE.contracts.registry().latest();
    assertThat(registry.node(other.node()).stake()).isLessThan(TestContracts.STAKE);
    assertThat(registry.node(operator.node()).stake()).isEqualTo(TestContracts.STAKE);
  }

  /** The job need not even have been opened. */
  @Test
  void twoReceiptsForOneJobAreProvenOnChain() {
    var domain = SCENE.contracts.deployment().settlementDomain();
    JobTerms terms =
        new JobTerms(
            operator.key().address(),
            operator.node(),
            enclave,
            BigInteger.valueOf(1_000),
            BigInteger.ONE,
            SCENE.now().getEpochSecond() + 600,
            Bytes32.ZERO,
            0);
    assertThat(post(terms, 7, enclaveKey)).contains("\"equivocation\":false");
    assertThat(post(terms, 7, enclaveKey)).contains("\"receipts\":1");
    AzraException foreign =
        catchThrowableOfType(
            AzraException.class, () -> post(terms, 8, KeySigner.random(SCENE.random)));
    assertThat(foreign.code()).isEqualTo("receipt.signature");
    assertThat(post(terms, 9, enclaveKey)).contains("\"equivocation\":true");

    QuorumScene.await(() -> !cases(operator).isEmpty());
    JsonNode row = cases(operator).get(0);
    assertThat(row.get("cause").asString()).isEqualTo("equivocation");
    assertThat(row.get("judged").asBoolean()).isFalse();
    assertThat(row.get("jobId").asString()).isEqualTo(terms.id(domain).value().toString());
    assertThat(row.get("harmed").asString()).isEqualTo(terms.client().toString());
  }

  @Test
  void aReceiptOfAKeyThatTheRegistryNeverSawIsRefused() {
    KeySigner unknown = KeySigner.random(SCENE.random);
    JobTerms terms =
        new JobTerms(
            operator.key().address(),
            operator.node(),
            unknown.address(),
            BigInteger.TEN,
            BigInteger.ONE,
            SCENE.now().getEpochSecond() + 600,
            Bytes32.ZERO,
            0);
    AzraException refusal =
        catchThrowableOfType(AzraException.class, () -> post(terms, 1, unknown));
    assertThat(refusal.code()).isEqualTo("receipt.key");
  }

  private static String post(JobTerms terms, long units, KeySigner key) {
    var domain = SCENE.contracts.deployment().settlementDomain();
    Receipt receipt = new Receipt(terms.id(domain), units, 100, 101, 102, Bytes32.ZERO);
    ReceiptBatch batch = ReceiptBatch.of(receipt);
    var posting =
        new ReceiptPosting(terms, receipt, batch.receiptHashes(), 0, key.sign(batch, domain));
    byte[] answer =
        SCENE
            .attestor(0)
            .http()
            .post(
                "/api/v1/receipts",
                "application/json",
                Json.MAPPER.writeValueAsBytes(posting),
                Map.of())
            .body();
    return new String(answer, UTF_8);
  }

  private static JsonNode cases(Operator accused) {
    return cases(0, accused);
  }

  private static JsonNode cases(int attestor, Operator accused) {
    String path = "/api/v1/cases?node=" + accused.node();
    return Json.MAPPER.readTree(SCENE.attestor(attestor).http().get(path).body()).get("items");
  }

  private static long condemn(Operator accused, Address key) {
    long now = SCENE.now().getEpochSecond();
    var condemnation =
        new Condemnation(accused.node(), key, Cause.DEBUG, Bytes32.ZERO, now, now + 600);
    List<CompactSignature> signatures =
        Stream.of(SCENE.attestor(0), SCENE.attestor(1))
            .sorted((one, other) -> one.address().compareTo(other.address()))
            .map(attestor -> attestor.key.sign(condemnation, SCENE.registry))
            .toList();
    SCENE.contracts.send(
        accused.sender(), SCENE.contracts.registry().cases().condemn(condemnation, signatures));
    long[] found = new long[1];
    QuorumScene.await(() -> {
      JsonNode items = cases(accused);
      found[0] = items.isEmpty() ? 0 : items.get(0).get("caseId").asLong();
      return found[0] > 0;
    });
    return found[0];
  }

  private static List<String> codes(JsonNode told) {
    return told.get("notices").valueStream().map(notice -> notice.get("code").asString()).toList();
  }

  private JsonNode get(int attestor, String what) {
    String path = "/api/v1/nodes/" + operator.node() + "/" + what;
    return Json.MAPPER.readTree(SCENE.attestor(attestor).http().get(path).body());
  }

  private long signed(int attestor, String purpose) {
    return SCENE
        .attestor(attestor)
        .database
        .jdbc()
        .sql("SELECT count(*) FROM signed_verdicts WHERE node_id = ? AND purpose = ?")
        .params(operator.node().value(), purpose)
        .query(Long.class)
        .single();
  }

  /** Whether both peers had signed what attested the node, or one, was a race, and is not meant. */
  private long cosignedSince(int attestor) {
    return SCENE
        .attestor(attestor)
        .database
        .jdbc()
        .sql(
            """
            SELECT count(*) FROM signed_verdicts
            WHERE node_id = ? AND purpose = 'cosignature' AND appraised_at > ?\
            """)
        .params(operator.node().value(), attested.appraisedAt())
        .query(Long.class)
        .single();
  }

  private NodeVerdict current(AttestorInstance attestor) {
    return found(attestor).orElseThrow();
  }

  private Optional<NodeVerdict> found(AttestorInstance attestor) {
    return attestor.bean(Nodes.class).find(operator.node()).value().flatMap(NodeState::verdict);
  }
}
