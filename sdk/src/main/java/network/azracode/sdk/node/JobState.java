// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.enclave.Outcome;

/** Where a job stands at its node. */
public sealed interface JobState {
  /** Accepted; ask again. */
  record Queued() implements JobState {}

  /** The receipt is on disk. */
  record Finished(Outcome outcome) implements JobState {}

  /** What was handed in did not open; the job waits for the client's own envelope. */
  record Unopened(String code) implements JobState {}

  /** The enclave did not run it, so there is no receipt; the money comes back at the deadline. */
  record Failed(String code) implements JobState {}
}
