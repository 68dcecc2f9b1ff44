// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import network.azracode.sdk.protocol.AzraException;

/** Where a job stands; all but open are endings, and a job has one. */
public enum JobState {
  OPEN,
  SETTLED,
  REFUNDED,
  CANCELLED;

  /**
   * @throws AzraException {@code state.unknown}
   */
  @JsonCreator
  public static JobState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.toString().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new AzraException(
                "state.unknown",
                "expected one of " + Arrays.toString(values()) + ", found another word"));
  }

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
