// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Objects;
import java.util.Optional;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Condemnation;

/**
 * What does this attestor say against a key, and may it put its name under what another says? Pure
 * functions of what it has found by itself: only a fault of the closed list, of a key that answered
 * for it then, and once.
 */
final class CondemnationRules {
  /** As the registry has it: no statement can be kept in stock. */
  static final long MAX_SECONDS = 86_400;

  /** Long enough for a quorum and a crowded chain. */
  static final long PROPOSED_SECONDS = 21_600;

  private CondemnationRules() {}

  /** What to state, if there is anything. */
  static Optional<Condemnation> proposal(OwnFinding own) {
    return own.accused()
        ? Optional.empty()
        : own.fault()
            .flatMap(fault ->
                own.faultAt()
                    .map(faultAt ->
                        new Condemnation(
                            own.nodeId(),
                            own.signer(),
                            fault.cause(),
                            own.submissionDigest(),
                            faultAt,
                            own.headTime() + PROPOSED_SECONDS)));
  }

  /**
   * @throws AzraException {@code condemn.expiry}, {@code condemn.claims}, {@code condemn.exists},
   *     {@code condemn.no-cause}, {@code condemn.other-cause} or {@code condemn.fault-at}
   */
  static void require(Condemnation proposed, OwnFinding own) {
    requireTimely(proposed, own);
    requireEqual("condemn.claims", "nodeId", own.nodeId(), proposed.nodeId());
    requireEqual("condemn.claims", "signer", own.signer(), proposed.signer());
    requireEqual("condemn.claims", "evidenceHash", own.submissionDigest(), proposed.evidenceHash());
    if (own.accused()) {
      throw refused("condemn.exists", "signer", "a key without a case", own.signer());
    }
    Fault fault =
        own.fault()
            .orElseThrow(() ->
                refused(
                    "condemn.no-cause", "cause", "none, by what is found here", proposed.cause()));
    requireEqual("condemn.other-cause", "cause", fault.cause(), proposed.cause());
    long faultAt =
        own.faultAt()
            .orElseThrow(() ->
                refused(
                    "condemn.fault-at",
                    "faultAt",
                    "a time in the life of the key, " + life(own),
                    proposed.faultAt()));
    requireEqual("condemn.fault-at", "faultAt", faultAt, proposed.faultAt());
  }

  private static void requireTimely(Condemnation proposed, OwnFinding own) {
    long latest = own.headTime() + MAX_SECONDS;
    if (proposed.expiresAt() <= own.headTime() || proposed.expiresAt() > latest) {
      throw refused(
          "condemn.expiry",
          "expiresAt",
          "%d to %d, by the head here".formatted(own.headTime() + 1, latest),
          proposed.expiresAt());
    }
  }

  private static String life(OwnFinding own) {
    return own.life()
        .map(known -> "%d to %d".formatted(known.startsAt(), known.endsAt()))
        .orElse("which this node never had");
  }

  private static void requireEqual(String code, String field, Object expected, Object found) {
    if (!Objects.equals(expected, found)) {
      throw refused(code, field, expected, found);
    }
  }

  private static AzraException refused(String code, String field, Object expected, Object found) {
    return new AzraException(
        code, "condemnation's %s: expected %s, found %s".formatted(field, expected, found));
  }
}
