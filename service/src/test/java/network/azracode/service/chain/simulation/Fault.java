// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.EnumSet;
import java.util.Set;

/** Ways in which a node fails, lags or lies. */
enum Fault {
  /** No answer at all. */
  GONE,
  /** A gateway's page in place of an answer. */
  PAGE,
  /** The answer breaks off. */
  TRUNCATED,
  /** An error in place of a result, as for too many requests. */
  ERROR,
  /** Null in place of a result. */
  NULL,
  /** One backend of several that is some blocks behind. */
  STALE,
  /** A backend that is on a branch that was left. */
  FORKED,
  /** No logs, without an error. */
  SILENT,
  /** All logs but one. */
  MISSING_LOG,
  /** One log twice. */
  DOUBLED_LOG,
  /** Logs in another order. */
  REORDERED,
  /** A log that says that it was removed. */
  REMOVED,
  /** A log of a stranger among ours. */
  FOREIGN,
  /** A log with a topic that the block never saw. */
  INVENTED,
  /** Logs of a branch that was left. */
  ORPHANED,
  /** A header that does not link. */
  FORGED,
  /** A mark of finality on a branch that was left. */
  FALSE_FINALITY,
  /** A log whose data is not the chain's: only receipts tell, or a witness. */
  ALTERED_DATA;

  /** What may happen to a node that never says what is not so. */
  static Set<Fault> withoutLies() {
    return EnumSet.range(GONE, FORKED);
  }
}
