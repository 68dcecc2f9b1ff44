// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;

/** Which way something sealed travels, so that neither is ever taken for the other. */
enum Direction {
  TO_ENCLAVE(1, "envelope"),
  TO_CLIENT(2, "result");

  private final int label;
  private final String noun;

  Direction(int label, String noun) {
    this.label = label;
    this.noun = noun;
  }

  String noun() {
    return noun;
  }

  /** Associated data: the job id, hence terms, node and chain; then one byte for the direction. */
  byte[] associatedData(JobId id) {
    byte[] data = new byte[Bytes32.LENGTH + 1];
    System.arraycopy(id.value().toByteArray(), 0, data, 0, Bytes32.LENGTH);
    data[Bytes32.LENGTH] = (byte) label;
    return data;
  }
}
