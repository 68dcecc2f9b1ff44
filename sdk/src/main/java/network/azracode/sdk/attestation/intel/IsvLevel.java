// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;

/** What reaching an SVN means, for a quoting enclave or a TDX module. */
public record IsvLevel(int isvSvn, Instant tcbDate, TcbStatus status, Set<String> advisories) {
  private static final int MAX_ISV_SVN = 65_535;
  private static final Set<TcbStatus> STATUSES =
      EnumSet.of(TcbStatus.UP_TO_DATE, TcbStatus.OUT_OF_DATE, TcbStatus.REVOKED);

  public IsvLevel {
    advisories = Set.copyOf(advisories);
  }

  /** All levels, newest first. */
  static List<IsvLevel> readAll(JsonFields fields) {
    return fields.list("tcbLevels", IsvLevel::read).stream()
        .sorted(Comparator.comparingInt(IsvLevel::isvSvn).reversed())
        .toList();
  }

  private static IsvLevel read(JsonFields level) {
    return new IsvLevel(
        level.object("tcb").integer("isvsvn", MAX_ISV_SVN),
        level.time("tcbDate"),
        level.status(STATUSES),
        level.advisories());
  }

  /** The newest level there is. */
  static Optional<IsvLevel> newest(List<IsvLevel> levels) {
    return levels.stream().findFirst();
  }

  /** The first level, of those sorted newest first, that an SVN reaches. */
  static Optional<IsvLevel> reached(List<IsvLevel> levels, int isvSvn) {
    return levels.stream().filter(level -> isvSvn >= level.isvSvn).findFirst();
  }
}
