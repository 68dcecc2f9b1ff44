// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.ChainTime;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** N-24: what a node takes on, on a real chain; each rule broken alone is a code of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class ChainAdmissionTest {
  private static final int MAX_ENVELOPE_BYTES = 1_024;
  private static final int MIN_RUNWAY_SECONDS = 5;
  private static final int MAX_UNITS = 100;

  @TempDir private static Path folder;
  private Market market;
  private JobTerms open;
  private Block opened;

  @BeforeAll
  void openAJob() {
    market = new Market(folder);
    open = market.terms(MAX_UNITS, 300);
    opened = market.chain.block(market.open(open));
  }

  @AfterAll
  void stop() {
    market.close();
  }

  @Test
  void anOpenJobWithinTheOfferIsTakenOnOnceItsOpeningIsFinal() {
    assertThatCode(() -> require(open, opened, 0)).doesNotThrowAnyException();
    Block before = market.chain.block(opened.number() - 1);
    assertThatThrownBy(() -> require(open, before, 0))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("job.not-final");
              assertThat(refused.isPassing()).isTrue();
            });
  }

  @Test
  void aJobThatIsNotOpenIsRefused() {
    assertRefused(market.terms(MAX_UNITS, 300), 0, "job.not-open", "expected an open job");
  }

  @Test
  void aJobForAnotherNodeOrKeyIsRefused() {
    var other = new NodeId(99);
    assertRefused(
        with(other, open.signer(), open.maxPrice(), open.unitPrice()), 0, "job.node", "found 99");
    assertRefused(
        with(open.nodeId(), Address.ZERO, open.maxPrice(), open.unitPrice()),
        0,
        "job.signer",
        "expected the enclave's key " + market.enclave.address());
  }

  @Test
  void aPriceBelowTheOfferOrBelowOneUnitOrAboveItsUnitsIsRefused() {
    assertRefused(price(open.maxPrice(), 9), 0, "job.price", "expected at least 10, found 9");
    assertRefused(price(BigInteger.valueOf(10), 11), 0, "job.max-price", "one unit's 11, found 10");
    assertRefused(
        price(BigInteger.valueOf(1_001), 10), 0, "job.max-units", "at most 1000, the price of 100");
  }

  @Test
  void theRunwayCountsTheWorkThatIsBeforeTheJob() {
    long left = open.deadline() - now().getEpochSecond();
    assertThatCode(() -> require(open, opened, left - MIN_RUNWAY_SECONDS))
        .doesNotThrowAnyException();
    assertRefused(
        open,
        left - MIN_RUNWAY_SECONDS + 1,
        "job.runway",
        "expected at least %d seconds".formatted(left + 1));
  }

  /** N-41: contracts go by the chain; a clock that was set back is not believed. */
  @Test
  void aClockThatIsSetBackDoesNotStretchTheRunway() {
    JobTerms late = market.terms(MAX_UNITS, MIN_RUNWAY_SECONDS - 2);
    InstantSource setBack = () -> now().minus(Duration.ofHours(1));
    assertThatThrownBy(() ->
            admission(opened, new ChainTime(market.chain, setBack))
                .require(late.id(market.domain), late, 0))
        .isInstanceOfSatisfying(
            RefusedRequest.class, refused -> assertThat(refused.code()).isEqualTo("job.runway"));
    // what the set-back clock alone would have let pass this rule is only not open
    assertThatThrownBy(() -> admission(opened, setBack).require(late.id(market.domain), late, 0))
        .isInstanceOfSatisfying(
            RefusedRequest.class, refused -> assertThat(refused.code()).isEqualTo("job.not-open"));
  }

  private void assertRefused(JobTerms terms, long backlogSeconds, String code, String words) {
    assertThatThrownBy(() -> require(terms, opened, backlogSeconds))
        .isInstanceOfSatisfying(
            RefusedRequest.class, refused -> assertThat(refused.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  private void require(JobTerms terms, Block newestFinal, long backlogSeconds) {
    admission(newestFinal, this::now).require(terms.id(market.domain), terms, backlogSeconds);
  }

  private ChainAdmission admission(Block newestFinal, InstantSource clock) {
    return new ChainAdmission(
        market.settlement, () -> newestFinal, this::offer, market.enclave::address, clock);
  }

  /** A moment that does not pass while a test looks. */
  private Instant now() {
    return Instant.ofEpochSecond(opened.time());
  }

  private Offer offer() {
    return new Offer(
        market.nodeId,
        new PolicyId(1),
        Market.UNIT_PRICE,
        MIN_RUNWAY_SECONDS,
        MAX_UNITS,
        MAX_ENVELOPE_BYTES,
        "http://127.0.0.1:1",
        Bytes32.ZERO,
        4_000_000_000L,
        1);
  }

  private JobTerms price(BigInteger maxPrice, long unitPrice) {
    return with(open.nodeId(), open.signer(), maxPrice, BigInteger.valueOf(unitPrice));
  }

  private JobTerms with(NodeId nodeId, Address signer, BigInteger maxPrice, BigInteger unitPrice) {
    return new JobTerms(
        open.client(),
        nodeId,
        signer,
        maxPrice,
        unitPrice,
        open.deadline(),
        open.specCommitment(),
        open.nonce());
  }
}
