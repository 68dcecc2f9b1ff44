// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;

/** All that settling needs, as it lies on disk. */
public record FinishedJob(JobTerms terms, Outcome outcome) {
  private static final byte[] NO_RESULT = new byte[0];

  public JobId id() {
    return outcome.receipt().jobId();
  }

  /** What settling needs of it; a result may be mebibytes. */
  FinishedJob withoutResult() {
    return new FinishedJob(terms, new Outcome(outcome.receipt(), outcome.signature(), NO_RESULT));
  }
}
