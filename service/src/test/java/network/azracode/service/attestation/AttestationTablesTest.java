// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The database states the attestation rules again, whatever the program does. */
@DisplayName("A-8 A-9 attestation tables")
class AttestationTablesTest {
  private static final NodeId NODE = new NodeId(1);
  private static final long NOW = 1_800_000_000L;
  private static final KeySigner KEY = KeySigner.random(new SecureRandom());

  /** Above all that the tests name. */
  private static final AtomicLong UNUSED = new AtomicLong(100);

  private static MigratedDatabase database;
  private static OfferStore offers;
  private static VerdictStore verdicts;

  @BeforeAll
  static void migrate() {
    database = MigratedDatabase.create();
    offers = new OfferStore(database.jdbc());
    verdicts = new VerdictStore(database.jdbc());
  }

  @Test
  void anOfferComesBackAsItWasSigned() {
    SignedOffer signed = offer(new NodeId(2), 5);
    offers.insert(KEY.address(), signed, NOW);
    assertThat(offers.latest(new NodeId(2), KEY.address())).contains(signed);
  }

  @Test
  void anOlderOfferIsRefused() {
    offers.insert(KEY.address(), offer(NODE, 5), NOW);
    assertThatThrownBy(() -> offers.insert(KEY.address(), offer(NODE, 4), NOW))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("expected a sequence above 5, found 4");
  }

  @Test
  void aVerdictNotLaterThanTheLastIsRefused() {
    SignedVerdict first = verdict(new NodeId(3), KEY.address(), NOW);
    insert(first);
    assertThat(verdicts.lastAppraisedAt(new NodeId(3))).hasValue(NOW);
    assertThatThrownBy(() -> insert(verdict(new NodeId(3), KEY.address(), NOW - 1)))
        .hasMessageContaining("expected one later than " + NOW);
  }

  @Test
  void aVerdictComesBackAsItWasSigned() {
    SignedVerdict signed = verdict(new NodeId(4), otherKey(), NOW);
    assertThat(verdicts.find(insert(signed))).contains(signed);
  }

  @Test
  void aKeyBelongsToTheFirstNodeThatItWasVouchedForIn() {
    Address key = otherKey();
    assertThat(verdicts.claimKey(key, new NodeId(5))).isEqualTo(new NodeId(5));
    assertThat(verdicts.claimKey(key, new NodeId(6))).isEqualTo(new NodeId(5));
  }

  @Test
  void aNodeThatNeverHadAVerdictHasNoLastOne() {
    assertThat(verdicts.lastAppraisedAt(new NodeId(99))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE offers SET sequence = sequence + 1",
        "DELETE FROM offers",
        "TRUNCATE offers",
        "TRUNCATE evidence CASCADE",
        "DELETE FROM evidence",
        "UPDATE enclave_keys SET node_id = 9"
      })
  void nothingIsEverChanged(String statement) {
    offers.insert(otherKey(), offer(NODE, 1), NOW);
    insert(verdict(new NodeId(UNUSED.incrementAndGet()), otherKey(), NOW));
    assertThatThrownBy(() -> database.jdbc().sql(statement).update())
        .hasMessageContaining("history is append-only");
  }

  private static Address otherKey() {
    return KeySigner.random(new SecureRandom()).address();
  }

  private static long insert(SignedVerdict signed) {
    Verdict verdict = signed.verdict();
    verdicts.claimKey(verdict.signer(), verdict.nodeId());
    byte[] hash = verdict.evidenceHash().toByteArray();
    byte[] word = Bytes32.ZERO.toByteArray();
    database
        .jdbc()
        .sql("INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .params(
            hash,
            verdict.nodeId().value(),
            verdict.operator().toByteArray(),
            new byte[1],
            verdict.appraisedAt(),
            word,
            word,
            verdict.appraisedAt())
        .update();
    long appraisal =
        database
            .jdbc()
            .sql(
                """
                INSERT INTO appraisals (evidence_hash, policy, policy_digest, collateral_digest,
                  head_block, head_hash, appraised_at, affirmation)
                VALUES (?, ?, ?, ?, 1, ?, ?, 'AFFIRMING') RETURNING appraisal_id\
                """)
            .params(hash, verdict.policy().value(), word, word, word, verdict.appraisedAt())
            .query(Long.class)
            .single();
    verdicts.insert(appraisal, KEY.address(), signed, Purpose.ANSWER);
    return appraisal;
  }

  private static SignedVerdict verdict(NodeId node, Address signer, long appraisedAt) {
    Verdict verdict =
        new Verdict(
            node,
            KEY.address(),
            signer,
            Bytes32.ZERO,
            new PolicyId(1),
            Tee.DEVELOPMENT,
            TcbStatus.UP_TO_DATE,
            Bytes32.of(BigInteger.valueOf(node.value())),
            appraisedAt,
            appraisedAt + 600);
    return new SignedVerdict(verdict, KEY.sign(Bytes32.ZERO));
  }

  private static SignedOffer offer(NodeId node, long sequence) {
    Offer offer =
        new Offer(
            node,
            new PolicyId(1),
            BigInteger.TEN.pow(18),
            30,
            1_000,
            65_536,
            "http://127.0.0.1:9000",
            Bytes32.ZERO,
            NOW + 600,
            sequence);
    return SignedOffer.of(offer, KEY.sign(Bytes32.ZERO));
  }
}
