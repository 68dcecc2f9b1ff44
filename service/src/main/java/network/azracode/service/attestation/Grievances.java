// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was last said of each subject: the same again is not said, until it has been well. Of very
 * many subjects all is forgotten, and said once more.
 */
final class Grievances<K> {
  private static final int MAX_SUBJECTS = 10_000;

  private final Map<K, String> said = new ConcurrentHashMap<>();

  /** Whether this is news of the subject. */
  boolean isNew(K subject, String grievance) {
    if (said.size() > MAX_SUBJECTS) {
      said.clear();
    }
    return !grievance.equals(said.put(subject, grievance));
  }

  void well(K subject) {
    said.remove(subject);
  }

  /** Forgets subjects that are no more. */
  void keepOnly(Collection<K> subjects) {
    said.keySet().retainAll(subjects);
  }
}
