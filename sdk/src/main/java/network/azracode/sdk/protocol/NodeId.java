// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A node's number in the registry: sequential, from 1. */
public record NodeId(@JsonValue long value) implements Comparable<NodeId> {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public NodeId {
    Unsigned.require("nodeId", value, 64);
  }

  public static NodeId of(String decimal) {
    return new NodeId(Decimal.parse("nodeId", decimal));
  }

  @Override
  public int compareTo(NodeId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
