// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A policy's number on chain (24 bits). */
public record PolicyId(@JsonValue int value) implements Comparable<PolicyId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PolicyId {
    Unsigned.require("policy", value, 24);
  }

  public static PolicyId of(String decimal) {
    return new PolicyId(
        Math.toIntExact(Unsigned.require("policy", Decimal.parse("policy", decimal), 24)));
  }

  @Override
  public int compareTo(PolicyId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
