// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.attestation.PeerCaller.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An attestor that has gone bad asks another to condemn a key with it. */
@DisplayName("A-31 requests to condemn")
class CondemnRequestTest {
  private static final QuorumScene SCENE = QuorumScene.get();
  private static final AttestorInstance ASKED = SCENE.attestor(1);
  private static final AttestorInstance BAD = SCENE.attestor(2);
  private static final PeerCaller CALLER =
      new PeerCaller(SCENE.contracts.deployment(), ASKED, CondemnRequest.PATH);

  private static AttestedNode node;
  private EvidencePackage evidence;

  @BeforeAll
  static void attestNode() {
    SCENE.restore();
    node = AttestedNode.now(SCENE);
  }

  @BeforeEach
  void serve() {
    SCENE.restore();
    offer(node.faulty(Cause.DEBUG));
  }

  @AfterEach
  void restore() {
    SCENE.restore();
  }

  @Test
  void whatIsFoundHereTooIsSignedOnceForAll() {
    AttestedNode other = AttestedNode.now(SCENE);
    offer(other.faulty(Cause.TRANSPLANTED));
    Condemnation condemnation = other.condemnation(evidence, Cause.TRANSPLANTED);
    Told told = tell(other.request(evidence, condemnation));
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    CompactSignature signature =
        Json.MAPPER.treeToValue(
            Json.MAPPER.readTree(told.body()).get("signature"), CompactSignature.class);
    assertThat(signature.recover(condemnation.digest(SCENE.registry))).isEqualTo(ASKED.address());
    assertThat(tell(other.request(evidence, condemnation))).isEqualTo(told);
  }

  @Test
  void goodEvidenceCondemnsNobody() {
    offer(EvidencePackage.parse(SCENE.evidence(node.operator(), node.enclave())));
    refused(of -> of, 422, "condemn.no-cause");
  }

  @Test
  void whatIsMerelyBadCondemnsNobody() {
    byte[] otherCode = new byte[48];
    otherCode[0] = 1;
    offer(
        EvidencePackage.parse(
            SCENE.evidence(node.operator(), node.enclave(), QuorumScene.POLICY, otherCode)));
    refused(of -> of, 422, "condemn.no-cause");
  }

  @Test
  void anotherCauseThanTheOneThatIsFoundIsRefused() {
    for (Cause cause : new Cause[] {Cause.FORGED, Cause.UNHELD_KEY, Cause.EQUIVOCATION}) {
      refused(of -> altered(of, of.nodeId(), cause, 0, 0), 422, "condemn.other-cause");
    }
  }

  @Test
  void timesThatAreNotThoseOfTheFaultOrTooFarAheadAreRefused() {
    refused(of -> altered(of, of.nodeId(), of.cause(), 1, 0), 422, "condemn.fault-at");
    refused(of -> altered(of, of.nodeId(), of.cause(), -600, 0), 422, "condemn.fault-at");
    refused(of -> altered(of, of.nodeId(), of.cause(), 0, 90_000), 422, "condemn.expiry");
    refused(of -> altered(of, of.nodeId(), of.cause(), 0, -700), 422, "condemn.expiry");
  }

  @Test
  void anotherKeyOrSubmissionThanTheOperatorsIsRefused() {
    refused(
        of ->
            new Condemnation(
                of.nodeId(),
                SCENE.enclave(),
                of.cause(),
                of.evidenceHash(),
                of.faultAt(),
                of.expiresAt()),
        422,
        "condemn.claims");
    refused(
        of ->
            new Condemnation(
                of.nodeId(), of.signer(), of.cause(), Bytes32.ZERO, of.faultAt(), of.expiresAt()),
        422,
        "condemn.claims");
    refused(of -> altered(of, new NodeId(999), of.cause(), 0, 0), 404, "node.unknown");
  }

  /** A forgery of the attestor's own frames nobody. */
  @Test
  void evidenceThatItsOperatorDidNotSignForIsRefused() {
    Condemnation condemnation = node.condemnation(evidence, Cause.DEBUG);
    for (KeySigner signer : new KeySigner[] {BAD.key, KeySigner.random(SCENE.random)}) {
      Told told = tell(node.request(evidence, condemnation, signer));
      assertThat(told.code()).as(told.body()).isEqualTo("submission.signature");
      assertThat(told.status()).isEqualTo(403);
    }
    requireNothingKept();
  }

  @Test
  void evidenceThatWasSwappedOnTheWayIsRefused() {
    EvidencePackage debug = evidence;
    byte[] swapped = node.faulty(Cause.FORGED).encode();
    BAD.switchboard.answer(
        exchange -> Switchboard.send(exchange, 200, "application/cbor", swapped));
    Told told = tell(node.request(debug, node.condemnation(debug, Cause.DEBUG)));
    assertThat(told.code()).as(told.body()).isEqualTo("evidence.digest");
    requireNothingKept();
  }

  @Test
  void whoeverHasAnotherPolicyFileSignsNothingAndSaysBothDigests() {
    byte[] older = (new String(SCENE.policyYaml(), UTF_8) + "# older\n").getBytes(UTF_8);
    ASKED.writePolicy(QuorumScene.POLICY, older);
    Told told = tell(node.request(evidence, node.condemnation(evidence, Cause.DEBUG)));
    assertThat(told.code()).isEqualTo("policy.digest");
    assertThat(told.body())
        .contains(Keccak.hash(SCENE.policyYaml()).toString())
        .contains(Keccak.hash(older).toString());
    requireNothingKept();
  }

  @Test
  void whoIsNoAttestorOrSaysNothingIsRefused() {
    byte[] body = node.request(evidence, node.condemnation(evidence, Cause.DEBUG));
    KeySigner stranger = KeySigner.random(SCENE.random);
    assertThat(CALLER.tell(CALLER.sign(body, now(), stranger)).code()).isEqualTo("peer.unknown");
    assertThat(tell("{}".getBytes(UTF_8)).code()).isEqualTo("request.malformed");
    PeerCaller verdicts = new PeerCaller(SCENE.contracts.deployment(), ASKED, CosignRequest.PATH);
    assertThat(CALLER.tell(verdicts.sign(body, now(), BAD.key)).code()).isEqualTo("peer.signature");
    requireNothingKept();
  }

  private void offer(EvidencePackage offered) {
    evidence = offered;
    byte[] encoded = offered.encode();
    BAD.switchboard.answer(
        exchange -> Switchboard.send(exchange, 200, "application/cbor", encoded));
  }

  private void refused(UnaryOperator<Condemnation> lie, int status, String code) {
    Condemnation proposed = lie.apply(node.condemnation(evidence, Cause.DEBUG));
    Told told = tell(node.request(evidence, proposed));
    assertThat(told.code()).as(told.body()).isEqualTo(code);
    assertThat(told.status()).isEqualTo(status);
    requireNothingKept();
  }

  private static void requireNothingKept() {
    for (String table : new String[] {"faults", "condemnations"}) {
      assertThat(
              ASKED
                  .database
                  .jdbc()
                  .sql("SELECT count(*) FROM " + table + " WHERE signer = ?")
                  .param(node.enclave().toByteArray())
                  .query(Long.class)
                  .single())
          .isZero();
    }
  }

  private static Condemnation altered(
      Condemnation of, NodeId nodeId, Cause cause, long faultLater, long expiryLater) {
    return new Condemnation(
        nodeId,
        of.signer(),
        cause,
        of.evidenceHash(),
        of.faultAt() + faultLater,
        of.expiresAt() + expiryLater);
  }

  private static Told tell(byte[] body) {
    return CALLER.tell(CALLER.sign(body, now(), BAD.key));
  }

  private static long now() {
    return SCENE.now().getEpochSecond();
  }
}
