// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.attestation.PeerCaller.Sent;
import network.azracode.service.attestation.PeerCaller.Told;
import network.azracode.service.attestation.QuorumScene.Operator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An attestor that has gone bad asks another, with its own valid key. */
@DisplayName("A-22 requests between attestors")
class PeerRequestTest {
  private static final QuorumScene SCENE = QuorumScene.get();
  private static final AttestorInstance ASKED = SCENE.attestor(0);
  private static final AttestorInstance BAD = SCENE.attestor(2);

  private static final PeerCaller CALLER =
      new PeerCaller(SCENE.contracts.deployment(), ASKED, CosignRequest.PATH);

  private static Operator operator;
  private Address enclave;
  private byte[] evidence;

  @BeforeAll
  static void registerNode() {
    operator = SCENE.operator();
  }

  @BeforeEach
  void makeEvidence() {
    SCENE.restore();
    // or a lie would be refused for not being newer than what another test has had signed
    QuorumScene.await(() -> now() > lastSigned());
    enclave = SCENE.enclave();
    evidence = SCENE.evidence(operator, enclave);
    BAD.switchboard.answer(
        exchange -> Switchboard.send(exchange, 200, "application/cbor", evidence));
  }

  @Test
  void anHonestProposalIsSignedAndACopyOfItGetsTheSameAnswerAndNothingElse() {
    Sent sent = sign(request(verdict()));
    Told first = tell(ASKED, sent);
    assertThat(first.status()).isEqualTo(200);
    long kept = signed();
    Told copy = tell(ASKED, sent);
    assertThat(copy).isEqualTo(first);
    assertThat(signed()).isEqualTo(kept);
  }

  @Test
  void aCopyIsWorthNothingWithAnotherAttestor() {
    refused(tell(SCENE.attestor(1), sign(request(verdict()))), 403, "peer.signature");
  }

  @Test
  void anotherBodyUnderTheSameSignatureIsRefused() {
    Sent sent = sign(request(verdict()));
    byte[] other = request(altered(of -> later(of, 1)));
    refused(
        tell(ASKED, new Sent(other, sent.headTime(), sent.signature(), sent.from())),
        403,
        "peer.signature");
  }

  @Test
  void aRequestOfAnotherTimeIsRefused() {
    for (long apart : new long[] {-420, 420}) {
      refused(tell(ASKED, sign(request(verdict()), now() + apart, BAD.key)), 403, "peer.head");
    }
  }

  @Test
  void aKeyThatTheChainDoesNotKnowIsRefused() {
    KeySigner stranger = KeySigner.random(SCENE.random);
    refused(tell(ASKED, sign(request(verdict()), now(), stranger)), 403, "peer.unknown");
  }

  @Test
  void theAttestorsOwnKeyIsNoPeer() {
    refused(tell(ASKED, sign(request(verdict()), now(), ASKED.key)), 403, "peer.unknown");
  }

  @Test
  void somebodyElseInAnAttestorsNameIsRefused() {
    Sent sent = sign(request(verdict()), now(), KeySigner.random(SCENE.random));
    refused(
        tell(ASKED, new Sent(sent.body(), sent.headTime(), sent.signature(), BAD.address())),
        403,
        "peer.signature");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    refused(tell(ASKED, sign("{}".getBytes(UTF_8))), 400, "request.malformed");
  }

  @Test
  void evidenceThatWasSwappedOnTheWayIsRefused() {
    byte[] other = SCENE.evidence(operator, SCENE.enclave());
    BAD.switchboard.answer(exchange -> Switchboard.send(exchange, 200, "application/cbor", other));
    long kept = signed();
    assertThat(tell(ASKED, sign(request(verdict()))).code()).isEqualTo("evidence.digest");
    assertThat(signed()).isEqualTo(kept);
  }

  @Test
  void evidenceThatItsOperatorDidNotSignForIsRefused() {
    Octets foreign = submission(KeySigner.random(SCENE.random), soon());
    byte[] body = Json.MAPPER.writeValueAsBytes(new CosignRequest(verdict(), foreign, soon()));
    refused(tell(ASKED, sign(body)), 403, "submission.signature");
  }

  @Test
  void aVerdictThatLastsLongerThanThePeerWouldGiveIsRefused() {
    QuorumScene.await(() -> now() > challengeTime());
    refused(altered(of -> until(of, of.appraisedAt() + 600)), "cosign.validity");
  }

  @Test
  void aVerdictWithAnotherTcbStatusIsRefused() {
    refused(
        altered(of ->
            new Verdict(
                of.nodeId(),
                of.operator(),
                of.signer(),
                of.sealingKey(),
                of.policy(),
                of.tee(),
                TcbStatus.SW_HARDENING_NEEDED,
                of.evidenceHash(),
                of.appraisedAt(),
                of.validUntil())),
        "cosign.tcb");
  }

  @Test
  void aVerdictOnADevelopmentTeeThatSaysHardwareIsRefused() {
    refused(
        altered(of ->
            new Verdict(
                of.nodeId(),
                of.operator(),
                of.signer(),
                of.sealingKey(),
                of.policy(),
                Tee.TDX,
                of.tcbStatus(),
                of.evidenceHash(),
                of.appraisedAt(),
                of.validUntil())),
        "cosign.tcb");
  }

  @Test
  void aVerdictForAnotherKeyThanTheEvidenceBindsIsRefused() {
    refused(
        altered(of ->
            new Verdict(
                of.nodeId(),
                of.operator(),
                SCENE.enclave(),
                of.sealingKey(),
                of.policy(),
                of.tee(),
                of.tcbStatus(),
                of.evidenceHash(),
                of.appraisedAt(),
                of.validUntil())),
        "cosign.claims");
  }

  @Test
  void aVerdictFromBeforeOrFromTheFutureIsRefused() {
    refused(altered(of -> later(of, -400)), "cosign.head");
    refused(altered(of -> later(of, 100)), "cosign.head");
  }

  /** Gating a good node takes a quorum that finds it bad. */
  @Test
  void badNewsOfAGoodNodeIsRefused() {
    evidence = SCENE.evidence(operator, enclave);
    BAD.switchboard.passOnTo(BAD.base());
    var signed = new network.azracode.sdk.node.AttestationApi.SignedVerdict[1];
    QuorumScene.await(() -> {
      try {
        signed[0] = SCENE.submit(1, operator, evidence);
        return true;
      } catch (network.azracode.sdk.protocol.AzraException tooQuick) {
        return false;
      }
    });
    var registry = SCENE.contracts.registry();
    SCENE.contracts.send(
        operator.sender(), registry.attest(signed[0].verdict(), signed[0].signatures()));
    QuorumScene.await(() ->
        ASKED
            .bean(network.azracode.service.nodes.Nodes.class)
            .ofSigner(enclave)
            .value()
            .isPresent());
    BAD.switchboard.answer(
        exchange -> Switchboard.send(exchange, 200, "application/cbor", evidence));
    QuorumScene.await(() -> now() > signed[0].verdict().appraisedAt() + 1);
    refused(altered(of -> until(of, of.appraisedAt())), "cosign.affirming");
  }

  private void refused(Verdict lie, String code) {
    long kept = signed();
    refused(tell(ASKED, sign(request(lie))), 422, code);
    assertThat(signed()).isEqualTo(kept);
  }

  private static void refused(Told told, int status, String code) {
    assertThat(told.code()).as(told.body()).isEqualTo(code);
    assertThat(told.status()).isEqualTo(status);
  }

  private static long signed() {
    return ASKED
        .database
        .jdbc()
        .sql("SELECT count(*) FROM signed_verdicts")
        .query(Long.class)
        .single();
  }

  /** By whomever: what the others have signed may stand on chain. */
  private static long lastSigned() {
    String sql = "SELECT coalesce(max(appraised_at), 0) FROM signed_verdicts WHERE node_id = ?";
    return SCENE.attestors.stream()
        .map(attestor -> attestor.database.jdbc().sql(sql).param(operator.node().value()))
        .mapToLong(asked -> asked.query(Long.class).single())
        .max()
        .orElseThrow();
  }

  private Verdict altered(UnaryOperator<Verdict> by) {
    return by.apply(verdict());
  }

  private static Verdict later(Verdict of, long seconds) {
    return new Verdict(
        of.nodeId(),
        of.operator(),
        of.signer(),
        of.sealingKey(),
        of.policy(),
        of.tee(),
        of.tcbStatus(),
        of.evidenceHash(),
        of.appraisedAt() + seconds,
        of.validUntil());
  }

  private static Verdict until(Verdict of, long validUntil) {
    return new Verdict(
        of.nodeId(),
        of.operator(),
        of.signer(),
        of.sealingKey(),
        of.policy(),
        of.tee(),
        of.tcbStatus(),
        of.evidenceHash(),
        of.appraisedAt(),
        validUntil);
  }

  private Verdict verdict() {
    EvidencePackage of = EvidencePackage.parse(evidence);
    return new Verdict(
        operator.node(),
        operator.key().address(),
        enclave,
        of.sealingKey(),
        QuorumScene.POLICY,
        Tee.DEVELOPMENT,
        TcbStatus.UP_TO_DATE,
        Keccak.hash(evidence),
        now(),
        challengeTime() + QuorumScene.LIFETIME_SECONDS);
  }

  private long challengeTime() {
    EvidencePackage of = EvidencePackage.parse(evidence);
    return SCENE.contracts.chain().block(of.binding().challengeBlock()).time();
  }

  private byte[] request(Verdict verdict) {
    return Json.MAPPER.writeValueAsBytes(
        new CosignRequest(verdict, submission(operator.key(), soon()), soon()));
  }

  private Octets submission(Signer key, long expiresAt) {
    var submission = new EvidenceSubmission(operator.node(), Keccak.hash(evidence), expiresAt);
    return Octets.of(key.sign(submission, SCENE.registry).bytes65());
  }

  private static long soon() {
    return 4_000_000_000L;
  }

  private static long now() {
    return SCENE.now().getEpochSecond();
  }

  private static Sent sign(byte[] body) {
    return sign(body, now(), BAD.key);
  }

  private static Sent sign(byte[] body, long headTime, KeySigner key) {
    return CALLER.sign(body, headTime, key);
  }

  private static Told tell(AttestorInstance attestor, Sent sent) {
    return CALLER.tell(attestor, sent);
  }
}
