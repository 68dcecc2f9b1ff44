// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import network.azracode.sdk.ledger.SessionJob;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SessionTerms;
import network.azracode.service.attestation.QuorumScene.Operator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys that sign twice, and what the chain itself remembers of it. */
@DisplayName("A-28 A-29 equivocation")
class EquivocationTest {
  private static final QuorumScene SCENE = QuorumScene.get();
  private static final Domain DOMAIN = SCENE.contracts.deployment().settlementDomain();
  private static final BigInteger DEPOSIT = BigInteger.TEN.pow(6);
  private static final BigInteger PRICE = BigInteger.valueOf(1_000);

  private static Sender client;
  private Operator operator;
  private KeySigner enclave;

  @BeforeAll
  static void fundClient() {
    client = SCENE.contracts.sender();
    SCENE.contracts.fund(client, SCENE.contracts.deployment().settlement(), DEPOSIT);
    SCENE.contracts.send(client, SCENE.contracts.settlement().deposit(client.address(), DEPOSIT));
  }

  @BeforeEach
  void attest() {
    SCENE.restore();
    operator = SCENE.operator();
    enclave = KeySigner.random(SCENE.random);
    SCENE.attest(operator, enclave.address());
  }

  @Test
  void aSettlementAndOneOtherReceiptAreAProof() {
    JobTerms other = open();
    JobTerms job = open();
    List<Receipt> settled = List.of(receipt(other.id(DOMAIN), 3), receipt(job.id(DOMAIN), 4));
    SCENE.contracts.send(
        operator.sender(),
        SCENE
            .contracts
            .settlement()
            .settle(
                List.of(
                    new SettledJob(other, settled.getFirst()),
                    new SettledJob(job, settled.getLast())),
                sign(settled)));
    assertThat(post(job, settled.getLast())).isEqualTo(1);
    assertThat(post(other, receipt(other.id(DOMAIN), 9))).isEqualTo(1);

    QuorumScene.await(() -> !cases().isEmpty());
    JsonNode told = cases().get(0);
    assertThat(told.get("cause").asString()).isEqualTo("equivocation");
    assertThat(told.get("jobId").asString()).isEqualTo(other.id(DOMAIN).toString());
    assertThat(told.at("/reasons/0/code").asString()).isEqualTo("receipts.differ");
    assertThat(hashes(told))
        .containsExactlyInAnyOrder(
            settled.getFirst().structHash().toString(),
            receipt(other.id(DOMAIN), 9).structHash().toString());
    assertThat(cases()).hasSize(1);
  }

  @Test
  void aSettledJobOfASessionAndOneOtherReceiptAreAProof() {
    SessionTerms session = openSession();
    List<SessionJob> jobs =
        LongStream.range(0, 3)
            .mapToObj(place -> new SessionJob(place, receipt(session.jobId(DOMAIN, place), 5)))
            .toList();
    SCENE.contracts.send(
        operator.sender(),
        SCENE
            .contracts
            .settlement()
            .sessions()
            .settle(session, jobs, sign(jobs.stream().map(SessionJob::receipt).toList())));
    assertThat(post(session, 1, jobs.get(1).receipt())).isEqualTo(1);
    Receipt second = receipt(session.jobId(DOMAIN, 2), 6);
    assertThat(post(session, 2, second)).isEqualTo(1);

    QuorumScene.await(() -> !cases().isEmpty());
    JsonNode told = cases().get(0);
    assertThat(told.get("jobId").asString()).isEqualTo(session.jobId(DOMAIN, 2).toString());
    assertThat(told.get("harmed").asString()).isEqualTo(client.address().toString());
    assertThat(hashes(told))
        .containsExactlyInAnyOrder(
            jobs.get(2).receipt().structHash().toString(), second.structHash().toString());
  }

  /** The session need not even have been opened. */
  @Test
  void twoReceiptsForOnePlaceInASessionAreAProof() {
    SessionTerms session = session();
    JobId job = session.jobId(DOMAIN, 7);
    assertThat(post(session, 7, receipt(job, 1))).isEqualTo(1);
    assertThat(post(session, 7, receipt(job, 1))).isEqualTo(1);
    assertThat(post(session, 7, receipt(job, 2))).isEqualTo(2);
    QuorumScene.await(() -> !cases().isEmpty());
    assertThat(cases().get(0).get("jobId").asString()).isEqualTo(job.toString());

    AzraException elsewhere =
        catchThrowableOfType(AzraException.class, () -> post(session, 8, receipt(job, 3)));
    assertThat(elsewhere.code()).isEqualTo("receipt.job");
    AzraException beyond =
        catchThrowableOfType(
            AzraException.class,
            () -> post(session, 1L << 32, receipt(session.jobId(DOMAIN, 1L << 32), 3)));
    assertThat(beyond.code()).isEqualTo("receipt.place");
  }

  private JobTerms open() {
    JobTerms terms =
        new JobTerms(
            client.address(),
            operator.node(),
            enclave.address(),
            PRICE,
            BigInteger.ONE,
            SCENE.now().getEpochSecond() + 300,
            Bytes32.ZERO,
            nonce());
    SCENE.contracts.send(client, SCENE.contracts.settlement().open(terms));
    return terms;
  }

  private SessionTerms openSession() {
    SessionTerms terms = session();
    SCENE.contracts.send(client, SCENE.contracts.settlement().sessions().open(terms));
    return terms;
  }

  private SessionTerms session() {
    return new SessionTerms(
        client.address(),
        operator.node(),
        QuorumScene.POLICY,
        BigInteger.ONE,
        PRICE,
        SCENE.now().getEpochSecond() + 300,
        10,
        nonce());
  }

  private static long nonce() {
    return SCENE.contracts.settlement().latest().account(client.address()).nonce();
  }

  private static Receipt receipt(JobId job, long units) {
    return new Receipt(job, units, 100, 101, 102, Bytes32.ZERO);
  }

  private CompactSignature sign(List<Receipt> receipts) {
    return enclave.sign(
        new ReceiptBatch(receipts.stream().map(Receipt::structHash).toList()), DOMAIN);
  }

  private int post(JobTerms terms, Receipt receipt) {
    return post(
        "/api/v1/receipts",
        new ReceiptPosting(
            terms, receipt, List.of(receipt.structHash()), 0, sign(List.of(receipt))));
  }

  private int post(SessionTerms terms, long place, Receipt receipt) {
    return post(
        "/api/v1/receipts/sessions",
        new SessionReceiptPosting(
            terms, place, receipt, List.of(receipt.structHash()), 0, sign(List.of(receipt))));
  }

  private static int post(String path, Object posting) {
    byte[] answer =
        SCENE
            .attestor(0)
            .http()
            .post(path, "application/json", Json.MAPPER.writeValueAsBytes(posting), Map.of())
            .body();
    return Json.MAPPER.readTree(answer).get("receipts").asInt();
  }

  private JsonNode cases() {
    String path = "/api/v1/cases?node=" + operator.node();
    return Json.MAPPER.readTree(SCENE.attestor(0).http().get(path).body()).get("items");
  }

  private static List<String> hashes(JsonNode told) {
    return told.get("receiptHashes").valueStream().map(JsonNode::asString).toList();
  }
}
