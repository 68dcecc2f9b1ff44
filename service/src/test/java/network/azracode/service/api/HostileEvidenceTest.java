// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.SceneService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Whatever is refused has a code of its own, says what was expected, and leaves nothing behind. */
@DisplayName("A-5 hostile evidence")
class HostileEvidenceTest extends SceneService {
  @Autowired private RestTestClient client;
  private OperatorDesk desk;
  private LedgerScene.Block challenge;
  private long keptBefore;

  @BeforeEach
  void registerNode() {
    desk = new OperatorDesk(SCENE, client);
    challenge = SCENE.ledger.finalizeHead();
    keptBefore = kept();
  }

  @AfterEach
  void nothingIsKept() {
    assertThat(kept()).isEqualTo(keptBefore);
  }

  private static long kept() {
    return SCENE
        .database
        .jdbc()
        .sql("SELECT (SELECT count(*) FROM evidence) + (SELECT count(*) FROM enclave_keys)")
        .query(Long.class)
        .single();
  }

  @Test
  void anotherSignerThanTheLedgersOperatorIsRefused() {
    Expect.problem(
        desk.submit(desk.evidence(challenge), desk.soon(), KeySigner.random(SCENE.random)),
        403,
        "submission.signature");
  }

  @Test
  void anExpiredSubmissionIsRefused() {
    Expect.problem(
        desk.submit(desk.evidence(challenge), SCENE.ledger.head().time() - 1, desk.operator()),
        403,
        "submission.expired");
  }

  @Test
  void aSignatureForOtherBytesIsRefused() {
    byte[] evidence = desk.evidence(challenge);
    String signature = Hex.encode(desk.operator().sign(Keccak.hash(evidence)).bytes65());
    Expect.problem(
        desk.post(evidence, signature, String.valueOf(desk.soon())), 403, "submission.signature");
  }

  @Test
  void aMalformedSignatureIsRefused() {
    byte[] evidence = desk.evidence(challenge);
    Expect.problem(desk.post(evidence, "0x12", "99999999999"), 400, "signature.malformed");
    Expect.problem(desk.post(evidence, "signature", "99999999999"), 400, "hex.malformed");
  }

  @Test
  void aMissingSignatureIsRefused() {
    Expect.problem(
        client
            .post()
            .uri("/api/v1/nodes/" + desk.node() + "/evidence")
            .contentType(MediaType.parseMediaType("application/cbor"))
            .body(new byte[] {1})
            .exchange(),
        400,
        "request.refused");
  }

  @Test
  void anUnknownNodeIsRefused() {
    OperatorDesk stranger = desk;
    Expect.problem(
        client
            .post()
            .uri("/api/v1/nodes/999999/evidence")
            .contentType(MediaType.parseMediaType("application/cbor"))
            .header(
                "Azra-Operator-Signature",
                Hex.encode(stranger.operator().sign(Bytes32.ZERO).bytes65()))
            .header("Azra-Expires-At", "99999999999")
            .body(desk.evidence(challenge))
            .exchange(),
        404,
        "node.unknown");
  }

  /** Else anybody could have an answer on record for evidence that is not theirs. */
  @Test
  void evidenceOfAForeignNodeIsRefusedAndDoesNotSpoilItForItsOwner() {
    byte[] foreign = desk.evidence(challenge);
    Expect.problem(new OperatorDesk(SCENE, client).submit(foreign), 403, "submission.foreign");
    desk.submitted(foreign);
    keptBefore += 2;
  }

  @Test
  void anOversizedPackageIsRefused() {
    Expect.problem(desk.submit(new byte[65_537]), 413, "request.too-large");
  }

  @Test
  void anEmptyPackageIsRefused() {
    Expect.problem(desk.post(new byte[0], "0x", "1"), 400, "request.malformed");
  }

  @Test
  void malformedCborIsRefused() {
    Expect.problem(desk.submit("not cbor".getBytes(UTF_8)), 400, "evidence.malformed");
  }

  @Test
  void trailingBytesAreRefused() {
    byte[] evidence = desk.evidence(challenge);
    Expect.problem(
        desk.submit(java.util.Arrays.copyOf(evidence, evidence.length + 1)),
        400,
        "evidence.malformed");
  }

  @Test
  void aQuoteThatIsNoneIsRefused() {
    EnclaveBinding binding = desk.binding(challenge);
    byte[] evidence = EvidencePackage.tdx(new byte[100], binding, ServiceScene.PROGRAM).encode();
    Expect.problem(desk.submit(evidence), 400, "evidence.malformed");
  }

  @Test
  void aChallengeThatIsNotFinalIsRefused() {
    LedgerScene.Block head = SCENE.ledger.mine();
    Expect.problem(desk.submit(desk.evidence(head)), 422, "challenge.not-final");
  }

  @Test
  void aChallengeOfAnotherChainIsRefused() {
    LedgerScene.Block foreign =
        new LedgerScene.Block(challenge.number(), Bytes32.ZERO, challenge.time());
    Expect.problem(desk.submit(desk.evidence(foreign)), 422, "challenge.foreign");
  }

  /** E-84: it was this chain's once, and nothing made for it speaks of the block that stayed. */
  @Test
  void aChallengeThatAReorganisationTookAwayIsRefused() {
    byte[] evidence = desk.evidence(SCENE.ledger.mine());
    Expect.problem(desk.submit(evidence), 422, "challenge.not-final");
    SCENE.ledger.reorganiseHead();
    Expect.problem(desk.submit(evidence), 422, "challenge.not-final");
    SCENE.ledger.finalizeHead();
    Expect.problem(desk.submit(evidence), 422, "challenge.foreign");
  }

  @Test
  void aChallengeOlderThanTenMinutesIsRefused() {
    SCENE.ledger.mine(601 - (SCENE.ledger.head().time() - challenge.time()));
    Expect.problem(desk.submit(desk.evidence(challenge)), 422, "challenge.stale");
  }

  @Test
  void anUnpublishedPolicyIsRefused() {
    Expect.problem(desk.submit(underPolicy(77)), 422, "policy.unknown");
  }

  @Test
  void aRetiredPolicyIsRefused() {
    LedgerScene ledger = SCENE.ledger;
    ledger.publish(new PolicyId(2), Keccak.hash(SCENE.policyYaml().getBytes(UTF_8)), 600);
    ledger.retire(new PolicyId(2), ledger.head().time());
    SCENE.writePolicy(new PolicyId(2), SCENE.policyYaml());
    Expect.problem(desk.submit(underPolicy(2)), 422, "policy.closed");
  }

  @Test
  @DisplayName(
      "A-6 a document that is not the one on chain signs nothing, and both digests are told")
  void aDocumentThatIsNotTheOneOnChainSignsNothing() {
    Bytes32 onChain = Keccak.hash(SCENE.policyYaml().getBytes(UTF_8));
    SCENE.ledger.publish(new PolicyId(3), onChain, 600);
    String tampered = SCENE.policyYaml() + "# one byte more\n";
    SCENE.writePolicy(new PolicyId(3), tampered);
    Expect.problem(desk.submit(underPolicy(3)), 503, "policy.digest")
        .jsonPath("$.detail")
        .value((String detail) ->
            assertThat(detail)
                .contains(onChain.toString())
                .contains(Keccak.hash(tampered.getBytes(UTF_8)).toString()));
  }

  @Test
  void aPolicyWithoutItsDocumentIsRefused() {
    SCENE.ledger.publish(new PolicyId(4), Bytes32.ZERO, 600);
    Expect.problem(desk.submit(underPolicy(4)), 503, "policy.undocumented");
  }

  @Test
  @DisplayName("A-7 a key that is vouched for in one node is refused in another")
  void aKeyThatIsVouchedForInOneNodeIsRefusedInAnother() {
    OperatorDesk other = new OperatorDesk(SCENE, client);
    other.submitted(other.evidence(challenge));
    keptBefore += 2;
    EnclaveBinding binding =
        SCENE.binding(desk.node(), desk.operator().address(), other.enclave(), challenge);
    Expect.problem(desk.submit(SCENE.evidence(binding, ServiceScene.MRTD)), 409, "key.taken");
  }

  @Test
  @DisplayName("A-2 a second verdict as of the same head block is refused")
  void aSecondVerdictAsOfTheSameHeadBlockIsRefused() {
    desk.submitted(desk.evidence(challenge));
    keptBefore += 2;
    Expect.problem(desk.submit(desk.evidence(challenge)), 409, "verdict.not-newer");
  }

  private byte[] underPolicy(int policy) {
    EnclaveBinding of = desk.binding(challenge);
    return SCENE.evidence(
        new EnclaveBinding(
            of.nodeId(),
            of.operator(),
            of.signer(),
            of.sealingKeyHash(),
            new PolicyId(policy),
            of.programsHash(),
            of.challengeBlock(),
            of.challengeHash()),
        ServiceScene.MRTD);
  }
}
