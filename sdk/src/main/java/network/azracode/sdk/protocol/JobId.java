// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The EIP-712 digest of a job's terms under the settlement domain at deployment. */
public record JobId(@JsonValue Bytes32 value) implements Comparable<JobId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JobId {}

  public static JobId of(String hex) {
    return new JobId(Bytes32.of(hex));
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
