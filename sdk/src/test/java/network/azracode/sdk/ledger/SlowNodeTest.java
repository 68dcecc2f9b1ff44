// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.io.IOException;
import java.time.Duration;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.testnode.DrippingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.web3j.protocol.Web3j;

/** A node that answers, and never comes to the end. */
class SlowNodeTest {

  @Test
  @Timeout(60)
  @DisplayName("H-55 a node that answers a byte at a time is given up")
  void aDripIsGivenUp() throws IOException {
    try (DrippingServer server = new DrippingServer()) {
      Web3j node = Web3j.build(Rpc.service(server.url(), Duration.ofMillis(300)));
      Refused.with("chain.unreachable", () -> Rpc.send(node.ethBlockNumber()));
      node.shutdown();
    }
  }
}
