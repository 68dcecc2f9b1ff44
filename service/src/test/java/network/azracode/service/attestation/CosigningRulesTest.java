// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a peer puts its name under, for every combination of a small world. */
@DisplayName("A-21 co-signing rules")
class CosigningRulesTest {
  private static final long HEAD = 1_800_000_000L;
  private static final int LIFETIME = 600;
  private static final Address OTHER = KeySigner.random(new SecureRandom()).address();

  private static EvidencePackage evidence;
  private static EnclaveBinding binding;

  @BeforeAll
  static void makeEvidence() {
    ServiceScene scene = new ServiceScene();
    binding =
        scene.binding(
            new NodeId(1),
            KeySigner.random(scene.random).address(),
            KeySigner.random(scene.random),
            scene.ledger.head());
    evidence = EvidencePackage.parse(scene.evidence(binding, ServiceScene.MRTD));
  }

  @Test
  void whatThisAttestorWouldSayItselfIsSigned() {
    assertThat(refusal(verdict(HEAD, HEAD + 500), affirming(Optional.empty()))).isEmpty();
  }

  @Test
  void everyClaimThatIsNotTheEvidencesOrTheLedgersIsRefused() {
    Verdict good = verdict(HEAD, HEAD + 500);
    List<Verdict> lies =
        List.of(
            new Verdict(
                new NodeId(2),
                good.operator(),
                good.signer(),
                good.sealingKey(),
                good.policy(),
                good.tee(),
                good.tcbStatus(),
                good.evidenceHash(),
                HEAD,
                HEAD + 500),
            new Verdict(
                good.nodeId(),
                OTHER,
                good.signer(),
                good.sealingKey(),
                good.policy(),
                good.tee(),
                good.tcbStatus(),
                good.evidenceHash(),
                HEAD,
                HEAD + 500),
            new Verdict(
                good.nodeId(),
                good.operator(),
                OTHER,
                good.sealingKey(),
                good.policy(),
                good.tee(),
                good.tcbStatus(),
                good.evidenceHash(),
                HEAD,
                HEAD + 500),
            new Verdict(
                good.nodeId(),
                good.operator(),
                good.signer(),
                Bytes32.ZERO,
                good.policy(),
                good.tee(),
                good.tcbStatus(),
                good.evidenceHash(),
                HEAD,
                HEAD + 500),
            new Verdict(
                good.nodeId(),
                good.operator(),
                good.signer(),
                good.sealingKey(),
                new PolicyId(9),
                good.tee(),
                good.tcbStatus(),
                good.evidenceHash(),
                HEAD,
                HEAD + 500),
            new Verdict(
                good.nodeId(),
                good.operator(),
                good.signer(),
                good.sealingKey(),
                good.policy(),
                good.tee(),
                good.tcbStatus(),
                Bytes32.ZERO,
                HEAD,
                HEAD + 500));
    assertThat(lies)
        .allSatisfy(
            lie -> assertThat(refusal(lie, affirming(Optional.empty()))).contains("cosign.claims"));
  }

  @Test
  void anotherTeeOrTcbStatusThanOnesOwnIsRefused() {
    Verdict good = verdict(HEAD, HEAD + 500);
    for (Tee tee : Tee.values()) {
      for (TcbStatus status : TcbStatus.values()) {
        Verdict said =
            new Verdict(
                good.nodeId(),
                good.operator(),
                good.signer(),
                good.sealingKey(),
                good.policy(),
                tee,
                status,
                good.evidenceHash(),
                HEAD,
                HEAD + 500);
        boolean same = tee == Tee.DEVELOPMENT && status == TcbStatus.UP_TO_DATE;
        assertThat(refusal(said, affirming(Optional.empty())))
            .isEqualTo(same ? Optional.empty() : Optional.of("cosign.tcb"));
      }
    }
  }

  @Test
  void anOperatorWhoIsNotTheOneOfTheLedgerAnyMoreIsRefused() {
    OwnView own = view(Optional.empty(), Optional.of(limit(HEAD + 600)), OTHER, Optional.empty());
    assertThat(refusal(verdict(HEAD, HEAD + 500), own)).contains("cosign.claims");
  }

  /**
   * Every (appraised at, valid until, verdict on chain, last signed, own appraisal) of a few values
   * on both sides of each limit, against the rules as one sentence each.
   */
  @Test
  void theRulesSayWhatTheirSentencesSayInEverySmallCase() {
    int signed = 0;
    long[] starts = {HEAD - 301, HEAD - 300, HEAD - 50, HEAD, HEAD + 60, HEAD + 61};
    long[] lengths = {-1, 0, 1, 99, 100, 101, 600, 601};
    for (long appraisedAt : starts) {
      for (long length : lengths) {
        for (Optional<NodeVerdict> current : currents(appraisedAt)) {
          for (long last : new long[] {-1, appraisedAt - 1, appraisedAt, appraisedAt + 1}) {
            for (Optional<OwnView.Affirmed> mine : appraisals(appraisedAt)) {
              Verdict proposed = verdict(appraisedAt, appraisedAt + length);
              OwnView own =
                  view(
                      current,
                      mine,
                      binding.operator(),
                      last < 0 ? Optional.empty() : Optional.of(last));
              boolean maySign = maySign(proposed, own);
              assertThat(refusal(proposed, own).isEmpty())
                  .as("%s under %s", proposed, own)
                  .isEqualTo(maySign);
              signed += maySign ? 1 : 0;
            }
          }
        }
      }
    }
    assertThat(signed).as("cases that are signed").isGreaterThan(50);
  }

  /** The rules again, written as the design says them. */
  private static boolean maySign(Verdict proposed, OwnView own) {
    boolean now =
        proposed.appraisedAt() >= own.headTime() - 300
            && proposed.appraisedAt() <= own.headTime() + 60;
    boolean newer =
        own.lastSigned().stream().allMatch(last -> last < proposed.appraisedAt())
            && own.current().stream()
                .allMatch(current -> current.appraisedAt() < proposed.appraisedAt());
    boolean sane =
        proposed.validUntil() >= proposed.appraisedAt()
            && proposed.validUntil() - proposed.appraisedAt() <= LIFETIME;
    boolean takesAway =
        own.current().stream()
            .anyMatch(current ->
                current.signer().equals(proposed.signer())
                    && current.validUntil() > proposed.validUntil());
    boolean agreed =
        takesAway
            ? own.affirmed().isEmpty()
                && own.current().orElseThrow().evidenceHash().equals(proposed.evidenceHash())
            : own.affirmed().stream().anyMatch(mine -> proposed.validUntil() <= mine.validUntil());
    return now && newer && sane && agreed;
  }

  private static List<Optional<NodeVerdict>> currents(long appraisedAt) {
    List<Optional<NodeVerdict>> all = new ArrayList<>();
    all.add(Optional.empty());
    for (long start : new long[] {appraisedAt - 10, appraisedAt, appraisedAt + 1}) {
      for (long end : new long[] {appraisedAt + 99, appraisedAt + 100, appraisedAt + 500}) {
        all.add(Optional.of(current(binding.signer(), evidence.digest(), start, end)));
        all.add(Optional.of(current(OTHER, evidence.digest(), start, end)));
        all.add(Optional.of(current(binding.signer(), Bytes32.ZERO, start, end)));
      }
    }
    return all;
  }

  private static List<Optional<OwnView.Affirmed>> appraisals(long appraisedAt) {
    return List.of(
        Optional.empty(),
        Optional.of(limit(appraisedAt + 100)),
        Optional.of(limit(appraisedAt + 600)));
  }

  private static NodeVerdict current(Address signer, Bytes32 hash, long from, long until) {
    return new NodeVerdict(
        signer,
        evidence.sealingKey(),
        binding.policy(),
        Tee.DEVELOPMENT,
        TcbStatus.UP_TO_DATE,
        hash,
        from,
        until);
  }

  private static OwnView.Affirmed limit(long validUntil) {
    return new OwnView.Affirmed(Tee.DEVELOPMENT, TcbStatus.UP_TO_DATE, validUntil);
  }

  private static OwnView affirming(Optional<NodeVerdict> current) {
    return view(current, Optional.of(limit(HEAD + 600)), binding.operator(), Optional.empty());
  }

  private static OwnView view(
      Optional<NodeVerdict> current,
      Optional<OwnView.Affirmed> affirmed,
      Address operator,
      Optional<Long> lastSigned) {
    return new OwnView(
        HEAD,
        operator,
        current,
        lastSigned,
        LIFETIME,
        evidence,
        affirmed.isPresent() ? Affirmation.AFFIRMING : Affirmation.WARNING,
        affirmed);
  }

  private static Verdict verdict(long appraisedAt, long validUntil) {
    return new Verdict(
        binding.nodeId(),
        binding.operator(),
        binding.signer(),
        evidence.sealingKey(),
        binding.policy(),
        Tee.DEVELOPMENT,
        TcbStatus.UP_TO_DATE,
        evidence.digest(),
        appraisedAt,
        validUntil);
  }

  private static Optional<String> refusal(Verdict proposed, OwnView own) {
    try {
      CosigningRules.require(proposed, own);
      return Optional.empty();
    } catch (AzraException refused) {
      return Optional.of(refused.code());
    }
  }
}
