// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.time.Duration;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * Which state of a trusted computing base is good enough, where the vendor publishes one.
 *
 * @param statuses accepted
 * @param refusedAdvisories by id, such as {@code INTEL-SA-00615}: refused under any status
 * @param acceptedAdvisories all that may stand behind a status other than UpToDate; empty for any
 * @param grace for how long after its oldest TCB date a platform may be out of date
 * @param minimumEvaluationNumber of the vendor's documents: older ones know less
 */
public record TcbPolicy(
    Set<TcbStatus> statuses,
    Set<String> refusedAdvisories,
    Set<String> acceptedAdvisories,
    Duration grace,
    int minimumEvaluationNumber) {
  public TcbPolicy {
    statuses = Set.copyOf(statuses);
    refusedAdvisories = Set.copyOf(refusedAdvisories);
    acceptedAdvisories = Set.copyOf(acceptedAdvisories);
  }
}
