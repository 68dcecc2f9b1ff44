// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Unsigned;

/** Numbers of nodes as people write them. */
final class NodeIds {
  private NodeIds() {}

  static NodeId of(long number) {
    Unsigned.require("--node", number, 63);
    return new NodeId(number);
  }
}
