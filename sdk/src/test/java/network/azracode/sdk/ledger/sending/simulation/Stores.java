// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import network.azracode.sdk.ledger.sending.SubmissionStore;

/** Where the processes of one simulation keep what they know. */
public interface Stores extends AutoCloseable {
  /** As a process finds it that starts now; what an earlier one of that number held is gone. */
  SubmissionStore open(int process);

  /** How many may run at a time. */
  int processes();

  @Override
  void close();
}
