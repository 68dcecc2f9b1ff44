// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.service.attestation.QuorumScene.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.node.AttestationApi;
import network.azracode.sdk.node.AttestationApi.SignedVerdict;
import network.azracode.sdk.node.ContractSignatures;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.attestation.QuorumScene.Operator;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.Wallets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three attestors, two signatures: what one of them does changes nothing. */
@DisplayName("A-20 quorum")
class QuorumTest {
  private static final QuorumScene SCENE = QuorumScene.get();

  private static Operator operator;
  private Address enclave;

  @BeforeAll
  static void registerNode() {
    operator = SCENE.operator();
  }

  @BeforeEach
  void restart() {
    SCENE.restore();
    enclave = SCENE.enclave();
  }

  @Test
  void twoAttestorsSignOneVerdictThatTheRegistryTakes() {
    byte[] evidence = SCENE.evidence(operator, enclave);
    SignedVerdict signed = eventually(0, evidence);

    assertThat(signers(signed)).hasSize(2).isSorted().contains(SCENE.attestor(0).address());
    var registry = SCENE.contracts.registry();
    SCENE.contracts.send(operator.sender(), registry.attest(signed.verdict(), signed.signatures()));
    assertThat(registry.latest().admission(operator.node()).signer()).isEqualTo(enclave);

    assertThat(SCENE.submit(0, operator, evidence)).isEqualTo(signed);
  }

  @Test
  void whoSignsKeepsTheEvidence() {
    byte[] evidence = SCENE.evidence(operator, enclave);
    SignedVerdict signed = eventually(1, evidence);
    List<Address> signers = signers(signed);
    assertThat(SCENE.attestors.stream().filter(each -> signers.contains(each.address())))
        .hasSize(2)
        .allSatisfy(attestor ->
            assertThat(attestor.http().get("/api/v1/evidence/" + Keccak.hash(evidence)).body())
                .isEqualTo(evidence));
  }

  @Test
  void oneThatIsDownIsNotMissed() {
    SCENE.attestor(1).switchboard.hangUp();
    assertThat(signers(submitted(0)))
        .containsExactlyInAnyOrder(SCENE.attestor(0).address(), SCENE.attestor(2).address());
  }

  @Test
  void oneThatKeepsSilentDoesNotHoldUpTheOthers() {
    SCENE.attestor(1).switchboard.keepSilent();
    assertThat(signers(submitted(0)))
        .containsExactlyInAnyOrder(SCENE.attestor(0).address(), SCENE.attestor(2).address());
  }

  @Test
  void oneWithAnOlderPolicySignsNothingAndSaysBothDigests() {
    String older = new String(SCENE.policyYaml(), UTF_8) + "# older\n";
    SCENE.attestor(2).writePolicy(POLICY, older.getBytes(UTF_8));
    assertThat(signers(submitted(0)))
        .containsExactlyInAnyOrder(SCENE.attestor(0).address(), SCENE.attestor(1).address());

    SCENE.attestor(1).switchboard.hangUp();
    assertThat(refused(0))
        .hasMessageContaining("policy.digest")
        .hasMessageContaining(Keccak.hash(SCENE.policyYaml()).toString())
        .hasMessageContaining(Keccak.hash(older.getBytes(UTF_8)).toString());

    AzraException own = refused(2);
    assertThat(own.code()).isEqualTo("policy.digest");
  }

  /** However much one of them says, the others' reasons are told too. */
  @Test
  void eachThatDoesNotSignIsNamedWithItsReason() {
    String much = "x".repeat(290);
    for (int peer = 1; peer < 3; peer++) {
      String problem = "{\"code\": \"peer.%d\", \"detail\": \"%s%d\"}".formatted(peer, much, peer);
      SCENE
          .attestor(peer)
          .switchboard
          .answer(exchange ->
              Switchboard.send(exchange, 503, "application/problem+json", problem.getBytes(UTF_8)));
    }
    assertThat(refused(0))
        .hasMessageContaining(SCENE.attestor(1).address() + ": " + much + "1 [peer.1]")
        .hasMessageContaining(SCENE.attestor(2).address() + ": " + much + "2 [peer.2]");
  }

  @Test
  void oneThatSignsIsNotAmongThoseThatDidNot() {
    AttestorInstance signs = SCENE.attestor(1);
    AttestorInstance refuses = SCENE.attestor(2);
    Verdict verdict = submitted(0).verdict();
    QuorumIncomplete incomplete =
        catchThrowableOfType(
            QuorumIncomplete.class,
            () ->
                SCENE
                    .attestor(0)
                    .bean(Quorum.class)
                    .gather(
                        Set.of(),
                        verdict.digest(SCENE.registry),
                        peer -> {
                          if (peer.equals(refuses.address())) {
                            throw new AzraException("test.refusal", "not today");
                          }
                          return signs.key.sign(verdict, SCENE.registry);
                        },
                        (peer, signature) -> assertThat(peer).isEqualTo(signs.address())));
    assertThat(incomplete.reasons())
        .containsExactly(
            new QuorumIncomplete.Reason("test.refusal", refuses.address() + ": not today"));
  }

  @Test
  void whatALiarSignsDoesNotCount() {
    List<byte[]> lies =
        List.of(
            signature(verdictDigest(Bytes32.ZERO)),
            "{\"signature\": {\"r\": \"0x00\"".getBytes(UTF_8),
            "no json at all".getBytes(UTF_8),
            new byte[5 << 20]);
    SCENE.attestor(1).switchboard.hangUp();
    for (byte[] lie : lies) {
      SCENE
          .attestor(2)
          .switchboard
          .answer(exchange -> Switchboard.send(exchange, 200, "application/json", lie));
      AzraException refusal = refused(0);
      assertThat(refusal.code()).isEqualTo("quorum.incomplete");
      assertThat(refusal.getMessage()).contains(SCENE.attestor(1).address().toString());
    }
    SCENE.attestor(1).switchboard.passOnTo(SCENE.attestor(1).base());
    assertThat(signers(submitted(0)))
        .containsExactlyInAnyOrder(SCENE.attestor(0).address(), SCENE.attestor(1).address());
  }

  @Test
  void theSameEvidenceIsAnsweredOnceEnoughAreBack() {
    SCENE.attestor(1).switchboard.hangUp();
    SCENE.attestor(2).switchboard.hangUp();
    byte[] evidence = SCENE.evidence(operator, enclave);
    assertThat(refused(0, evidence).code()).isEqualTo("quorum.incomplete");
    SCENE.restore();
    SignedVerdict signed = eventually(0, evidence);
    assertThat(signers(signed)).hasSize(2);
    assertThat(SCENE.submit(0, operator, evidence)).isEqualTo(signed);
  }

  @Test
  void twoWhoProposeAtOnceNeverSplitAnAttestor() {
    byte[] one = SCENE.evidence(operator, enclave);
    byte[] other = SCENE.evidence(operator, SCENE.enclave());
    List<CompletableFuture<SignedVerdict>> both =
        Stream.of(Map.entry(0, one), Map.entry(1, other))
            .map(asked ->
                CompletableFuture.supplyAsync(() -> eventually(asked.getKey(), asked.getValue())))
            .toList();
    assertThat(both.stream().map(CompletableFuture::join))
        .allSatisfy(signed -> assertThat(signers(signed)).hasSize(2));
    assertThat(SCENE.attestors)
        .allSatisfy(attestor ->
            assertThat(
                    attestor
                        .database
                        .jdbc()
                        .sql(
                            """
                            SELECT count(*) FROM signed_verdicts WHERE node_id = ?
                            GROUP BY appraised_at HAVING count(*) > 1\
                            """)
                        .param(operator.node().value())
                        .query(Long.class)
                        .list())
                .isEmpty());
  }

  @Test
  void aKeyThatIsAnotherNodesIsRefusedByTheOthersToo() {
    submitted(0);
    Operator thief = SCENE.operator();
    byte[] evidence = SCENE.evidence(thief, enclave);
    for (int attestor = 0; attestor < 3; attestor++) {
      int asked = attestor;
      AzraException refusal =
          catchThrowableOfType(AzraException.class, () -> SCENE.submit(asked, thief, evidence));
      assertThat(refusal).hasMessageContaining("expected one of node " + thief.node() + " alone");
    }
  }

  /** [N-42] Every attestor, and every client, asks the wallet itself. */
  @Test
  void aWalletThatIsAContractOperatesANode() {
    var contracts = SCENE.contracts;
    var sender = contracts.sender();
    Address wallet = Wallets.deploy(sender, "wallet", Wallets.GULLIBLE);
    var register = contracts.registry().register(wallet);
    var registered =
        contracts.send(sender, new Call(wallet, Wallets.passOn(register.to(), register.data())));
    Operator contract =
        SCENE.staked(
            sender, new GullibleSigner(wallet), contracts.registry().registered(registered));
    byte[] evidence = SCENE.evidence(contract, enclave);

    AzraException forged =
        catchThrowableOfType(
            AzraException.class,
            () ->
                SCENE
                    .attestor(0)
                    .api(SCENE.registry)
                    .submit(contract.node(), evidence, operator.key(), SCENE.now()));
    assertThat(forged.code()).isEqualTo("submission.signature");
    assertThat(signers(eventually(0, contract, evidence))).hasSize(2);

    Offer offer = offer(contract);
    AttestationApi api = SCENE.attestor(0).api(SCENE.registry);
    SignedOffer stranger = SignedOffer.sign(offer, SCENE.registry, operator.key());
    assertThat(catchThrowableOfType(AzraException.class, () -> api.post(stranger)).code())
        .isEqualTo("offer.signature");
    SignedOffer signed = SignedOffer.sign(offer, SCENE.registry, contract.key());
    api.post(signed);
    assertThat(
            new ServiceReads(SCENE.attestor(0).http())
                .offer(contract.node())
                .verified(SCENE.registry, wallet, ContractSignatures.on(contracts.chain())))
        .isEqualTo(offer);
  }

  private static Offer offer(Operator by) {
    return new Offer(
        by.node(),
        POLICY,
        BigInteger.ONE,
        30,
        1_000,
        65_536,
        "http://127.0.0.1:9000",
        Bytes32.ZERO,
        SCENE.now().getEpochSecond() + 600,
        1);
  }

  /** Signs as {@link Wallets#GULLIBLE} wants it: r is the digest. */
  private record GullibleSigner(Address address) implements Signer {
    @Override
    public CompactSignature signKeccak(byte[] preimage) {
      return new CompactSignature(Keccak.hash(preimage), Bytes32.of(BigInteger.ONE));
    }
  }

  /** Chain and peers tell again whatever a wiped attestor needs. */
  @Test
  void anAttestorWhoseDatabaseIsWipedSignsAgainAndStillKnowsWhoseKeyItIs() {
    SignedVerdict signed = submitted(0);
    SCENE.contracts.send(
        operator.sender(),
        SCENE.contracts.registry().attest(signed.verdict(), signed.signatures()));
    AttestorInstance wiped = SCENE.attestor(1);
    wiped.stop();
    wiped.database = MigratedDatabase.create();
    wiped.start(SCENE.properties(), SCENE.attestors);

    Operator thief = SCENE.operator();
    byte[] stolen = SCENE.evidence(thief, enclave);
    SCENE.attestor(2).switchboard.hangUp();
    AzraException refusal =
        catchThrowableOfType(AzraException.class, () -> SCENE.submit(1, thief, stolen));
    assertThat(refusal.code()).isEqualTo("key.taken");

    enclave = SCENE.enclave();
    assertThat(signers(submitted(0)))
        .containsExactlyInAnyOrder(SCENE.attestor(0).address(), wiped.address());
  }

  private SignedVerdict submitted(int attestor) {
    return eventually(attestor, SCENE.evidence(operator, enclave));
  }

  private AzraException refused(int attestor) {
    return refused(attestor, SCENE.evidence(operator, enclave));
  }

  /** But for being too quick after the last one. */
  private AzraException refused(int attestor, byte[] evidence) {
    AzraException[] found = new AzraException[1];
    QuorumScene.await(() -> {
      found[0] =
          catchThrowableOfType(
              AzraException.class, () -> SCENE.submit(attestor, operator, evidence));
      return !found[0].code().equals("verdict.not-newer")
          && !String.valueOf(found[0].getMessage()).contains("verdict.not-newer");
    });
    return found[0];
  }

  /** Whoever loses a race tries again, as a node does. */
  private SignedVerdict eventually(int attestor, byte[] evidence) {
    return eventually(attestor, operator, evidence);
  }

  private static SignedVerdict eventually(int attestor, Operator operator, byte[] evidence) {
    SignedVerdict[] found = new SignedVerdict[1];
    QuorumScene.await(() -> {
      try {
        found[0] = SCENE.submit(attestor, operator, evidence);
        return true;
      } catch (AzraException race) {
        assertThat(race)
            .hasMessageMatching(
                "(?s).*(verdict.not-newer|head block later than|no answer within).*");
        return false;
      }
    });
    return found[0];
  }

  private static List<Address> signers(SignedVerdict signed) {
    Bytes32 digest = signed.verdict().digest(SCENE.registry);
    return signed.signatures().stream().map(signature -> signature.recover(digest)).toList();
  }

  private Bytes32 verdictDigest(Bytes32 sealingKey) {
    return new Verdict(
            operator.node(),
            operator.key().address(),
            enclave,
            sealingKey,
            POLICY,
            network.azracode.sdk.protocol.Tee.DEVELOPMENT,
            network.azracode.sdk.protocol.TcbStatus.UP_TO_DATE,
            Bytes32.ZERO,
            1,
            2)
        .digest(SCENE.registry);
  }

  private static byte[] signature(Bytes32 digest) {
    CompactSignature signature = SCENE.attestor(2).key.sign(digest);
    return Json.MAPPER.writeValueAsBytes(Map.of("signature", signature));
  }
}
