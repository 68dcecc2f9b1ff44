// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import network.azracode.sdk.protocol.TcbStatus;

/** What is known about the state of a platform's trusted computing base. */
public sealed interface TcbEvaluation {

  /**
   * The vendor says so.
   *
   * @param advisories all that apply to the platform, in order
   * @param oldestTcbDate the oldest date among platform, module and quoting enclave; empty where
   *     there is no such notion
   * @param evaluationNumber the lowest tcbEvaluationDataNumber among the documents consulted
   * @param shortfalls what keeps the platform from being up to date, and what would mend it
   */
  record Evaluated(
      TcbStatus status,
      SortedSet<String> advisories,
      Optional<Instant> oldestTcbDate,
      OptionalInt evaluationNumber,
      List<Shortfall> shortfalls)
      implements TcbEvaluation {
    public Evaluated {
      advisories = new TreeSet<>(advisories);
      shortfalls = List.copyOf(shortfalls);
    }

    /** A status with nothing beside it. */
    public static Evaluated of(TcbStatus status) {
      return new Evaluated(
          status, new TreeSet<>(Set.of()), Optional.empty(), OptionalInt.empty(), List.of());
    }
  }

  /** No level that the vendor describes is reached: genuine, but never to be relied on. */
  record Unsupported(List<Shortfall> shortfalls) implements TcbEvaluation {
    public Unsupported {
      shortfalls = List.copyOf(shortfalls);
    }
  }

  /** AMD publishes no status: the floors of the policy decide. */
  record LeftToPolicy() implements TcbEvaluation {}

  /**
   * One thing that is behind.
   *
   * @param code stable, such as {@code tcb.module}
   * @param sentence such as "TDX module TDX_01 has SVN 6, needs 11."
   */
  record Shortfall(String code, String sentence) {}
}
