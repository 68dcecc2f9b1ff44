// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.nodes.KeyLife;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an attestor states and signs against a key, for every finding of a small world. */
@DisplayName("A-31 rules of condemnation")
class CondemnationRulesTest {
  private static final long HEAD = 1_800_000_000L;
  private static final long MADE = HEAD - 100;
  private static final NodeId NODE = new NodeId(7);
  private static final Address KEY = Address.of("0x00000000000000000000000000000000000000aa");
  private static final Bytes32 SUBMISSION = Keccak.hash();
  private static final Bytes32 EVIDENCE = Bytes32.ZERO;

  private static final List<Optional<Fault>> FAULTS =
      List.of(
          Optional.empty(),
          Optional.of(new Fault.Forged(EVIDENCE, "evidence.signature.quote", "found none")),
          Optional.of(new Fault.Transplanted(EVIDENCE, Octets.EMPTY, Octets.EMPTY)),
          Optional.of(new Fault.Debug(EVIDENCE)),
          Optional.of(new Fault.UnheldKey(EVIDENCE, "sealingKey", "0x00", "0x01")));

  private static final List<Optional<KeyLife>> LIVES =
      List.of(
          Optional.empty(),
          life(MADE, HEAD + 600, Optional.empty()),
          life(MADE - 500, MADE, Optional.empty()),
          life(MADE + 1, HEAD + 600, Optional.empty()),
          life(MADE - 500, MADE - 1, Optional.empty()),
          life(MADE + 1, HEAD + 600, Optional.of(MADE + 1)),
          life(MADE - 500, HEAD + 600, Optional.of(MADE + 50)));

  /** What is proposed is exactly what a peer that finds the same signs, and nothing beside it. */
  @Test
  void whatOneProposesAnotherWhoFindsTheSameSigns() {
    int stated = 0;
    for (OwnFinding own : findings()) {
      Optional<Condemnation> proposal = CondemnationRules.proposal(own);
      assertThat(proposal.isPresent()).as("%s", own).isEqualTo(mayState(own));
      stated += proposal.map(condemnation -> requireSigned(condemnation, own)).orElse(0);
      for (Condemnation any : statements()) {
        boolean same =
            proposal
                .filter(made -> made.cause() == any.cause() && made.faultAt() == any.faultAt())
                .isPresent();
        assertThat(refusal(any, own).isEmpty()).as("%s by %s", any, own).isEqualTo(same);
      }
    }
    assertThat(stated).isEqualTo(4 * 4);
  }

  @Test
  void otherNodesKeysAndSubmissionsAreRefused() {
    OwnFinding own =
        new OwnFinding(HEAD, NODE, KEY, SUBMISSION, FAULTS.get(3), MADE, LIVES.get(1), false);
    assertThat(refusal(of(NODE, KEY, SUBMISSION, HEAD + 1), own)).isEmpty();
    assertThat(refusal(of(new NodeId(8), KEY, SUBMISSION, HEAD + 1), own))
        .contains("condemn.claims");
    assertThat(refusal(of(NODE, Address.ZERO, SUBMISSION, HEAD + 1), own))
        .contains("condemn.claims");
    assertThat(refusal(of(NODE, KEY, Bytes32.ZERO, HEAD + 1), own)).contains("condemn.claims");
    assertThat(refusal(of(NODE, KEY, SUBMISSION, HEAD), own)).contains("condemn.expiry");
    assertThat(refusal(of(NODE, KEY, SUBMISSION, HEAD + 86_400), own)).isEmpty();
    assertThat(refusal(of(NODE, KEY, SUBMISSION, HEAD + 86_401), own)).contains("condemn.expiry");
  }

  /** The rule again, in plain words. */
  private static boolean mayState(OwnFinding own) {
    if (own.accused() || own.fault().isEmpty() || own.life().isEmpty()) {
      return false;
    }
    KeyLife life = own.life().get();
    long at = life.acceptedAt().isPresent() ? life.acceptedAt().get() : own.challengeAt();
    return at >= life.startsAt() && at <= life.endsAt();
  }

  private static int requireSigned(Condemnation condemnation, OwnFinding own) {
    assertThat(refusal(condemnation, own)).isEmpty();
    assertThat(condemnation.expiresAt()).isGreaterThan(HEAD).isLessThanOrEqualTo(HEAD + 86_400);
    return 1;
  }

  private static List<OwnFinding> findings() {
    List<OwnFinding> findings = new ArrayList<>();
    for (Optional<Fault> fault : FAULTS) {
      for (Optional<KeyLife> life : LIVES) {
        for (boolean accused : new boolean[] {false, true}) {
          findings.add(new OwnFinding(HEAD, NODE, KEY, SUBMISSION, fault, MADE, life, accused));
        }
      }
    }
    return findings;
  }

  private static List<Condemnation> statements() {
    List<Condemnation> statements = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      for (long faultAt : new long[] {MADE - 1, MADE, MADE + 1, MADE + 50}) {
        statements.add(new Condemnation(NODE, KEY, cause, SUBMISSION, faultAt, HEAD + 60));
      }
    }
    return statements;
  }

  private static Condemnation of(NodeId node, Address key, Bytes32 submission, long expiresAt) {
    return new Condemnation(node, key, Cause.DEBUG, submission, MADE, expiresAt);
  }

  private static Optional<KeyLife> life(long from, long until, Optional<Long> acceptedAt) {
    return Optional.of(new KeyLife(from, until, acceptedAt));
  }

  private static Optional<String> refusal(Condemnation condemnation, OwnFinding own) {
    try {
      CondemnationRules.require(condemnation, own);
      return Optional.empty();
    } catch (AzraException refusal) {
      return Optional.of(refusal.code());
    }
  }
}
