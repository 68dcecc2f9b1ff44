// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.azracode.sdk.attestation.intel.IntelPki;
import network.azracode.sdk.attestation.intel.QuoteDraft.Body;
import network.azracode.sdk.attestation.intel.SyntheticDcap;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** E-71: a verifier that is kept decides time, collateral and policy anew for every evidence. */
class KeptVerifierTest {
  private static final IntelPki PKI = new IntelPki();
  private static final Instant AT = IntelPki.AT;
  private static final int THREADS = 8;

  private final TrustAnchors anchors =
      new TrustAnchors(List.of(new VendorAnchor(Vendor.INTEL, PKI.rootKey())));
  private final EvidenceVerifier kept = new EvidenceVerifier(anchors);
  private final SyntheticDcap.Issued issued = SyntheticDcap.of(PKI, 4, Body.TD).issue();
  private final DcapQuote quote = DcapQuote.parse(issued.quote().toByteArray());
  private final Collateral collateral = new Collateral(issued.documents());

  @Test
  void whatHasRunOutIsRefusedAfterItWasVerified() {
    kept.verify(quote, collateral, AT);
    Refused.with(
        "evidence.chain.expired",
        () -> kept.verify(quote, collateral, IntelPki.UNTIL.plusSeconds(1)));
    Refused.with(
        "evidence.chain.notYetValid",
        () -> kept.verify(quote, collateral, IntelPki.FROM.minusSeconds(1)));
    kept.verify(quote, collateral, AT);
  }

  @Test
  void newerCollateralChangesTheAnswerAtOnce() {
    assertThat(status(kept, collateral)).isEqualTo(TcbStatus.UP_TO_DATE);
    var behind =
        SyntheticDcap.of(PKI, 4, Body.TD)
            .tcbInfo(
                info -> ((ObjectNode) info.get("tcbLevels").get(0)).put("tcbStatus", "OutOfDate"))
            .issue();
    assertThat(status(kept, new Collateral(behind.documents()))).isEqualTo(TcbStatus.OUT_OF_DATE);
    assertThat(status(kept, collateral)).isEqualTo(TcbStatus.UP_TO_DATE);
  }

  @Test
  void anAuthorityThatIsRevokedInTheMeantimeIsRefused() {
    kept.verify(quote, collateral, AT);
    var revoking = SyntheticDcap.of(PKI, 4, Body.TD).revoke("signer").issue();
    Refused.with(
        "collateral.revoked.signer",
        () -> kept.verify(quote, new Collateral(revoking.documents()), AT));
  }

  @Test
  void oneVerificationLeadsToAsManyAnswersAsThereArePolicies() {
    VerifiedPlatform platform = kept.verify(quote, collateral, AT);
    assertThat(Appraiser.appraise(platform, NamedPolicy.STRICT, AT).affirmation())
        .isEqualTo(Affirmation.AFFIRMING);
    assertThat(Appraiser.appraise(platform, NamedPolicy.NETWORK, AT).affirmation())
        .isNotEqualTo(Affirmation.AFFIRMING);
  }

  /** A key that once signed a genuine quote lends nothing to what it did not sign. */
  @Test
  void aKeptKeyChecksEverySignature() {
    kept.verify(quote, collateral, AT);
    DcapQuote changed = damaged(issued.quote(), 600);
    Refused.with("evidence.signature.quote", () -> kept.verify(changed, collateral, AT));
  }

  /** E-90: whoever signed under a chain that has run out is not convicted by it, kept or not. */
  @Test
  void aKeptChainThatHasRunOutConvictsNobody() {
    DcapQuote changed = damaged(issued.quote(), 600);
    assertThat(kept.forgery(changed, collateral, AT)).isPresent();
    Refused.with(
        "evidence.chain.expired",
        () -> kept.forgery(changed, collateral, IntelPki.UNTIL.plusSeconds(1)));
  }

  @Test
  void manyThreadsGetTheAnswersThatOneWouldGet() throws InterruptedException, ExecutionException {
    List<DcapQuote> quotes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Octets bytes = SyntheticDcap.of(PKI, 4, Body.TD).issue().quote();
      quotes.add(DcapQuote.parse(bytes.toByteArray()));
      quotes.add(damaged(bytes, 300 + i));
    }
    List<String> expected = new ArrayList<>();
    for (DcapQuote each : quotes) {
      expected.add(answer(new EvidenceVerifier(anchors), each));
    }
    long seed = new Random().nextLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<List<String>>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + i);
        tasks.add(() -> answers(quotes, random));
      }
      for (Future<List<String>> answers : threads.invokeAll(tasks)) {
        assertThat(answers.get()).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  /** In an order of its own, answered in the order of the quotes. */
  private List<String> answers(List<DcapQuote> quotes, Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < quotes.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    String[] answers = new String[quotes.size()];
    for (int i : order) {
      answers[i] = answer(kept, quotes.get(i));
    }
    return List.of(answers);
  }

  private String answer(EvidenceVerifier verifier, DcapQuote each) {
    try {
      return verifier.verify(each, collateral, AT).tcb().toString();
    } catch (AzraException refused) {
      return refused.code();
    }
  }

  private TcbStatus status(EvidenceVerifier verifier, Collateral documents) {
    var tcb = (TcbEvaluation.Evaluated) verifier.verify(quote, documents, AT).tcb();
    return tcb.status();
  }

  private static DcapQuote damaged(Octets quote, int index) {
    byte[] bytes = quote.toByteArray();
    bytes[index] ^= 1;
    return DcapQuote.parse(bytes);
  }
}
