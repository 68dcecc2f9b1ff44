// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.time.Duration;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.testnode.DrippingServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client of services, attestors and nodes. */
class ServiceHttpTest {

  @Test
  @Timeout(60)
  @DisplayName("H-55 a service that answers a byte at a time is given up")
  void aDripIsGivenUp() throws IOException {
    try (DrippingServer server = new DrippingServer();
        ServiceHttp http = new ServiceHttp(server.url(), Bytes32.ZERO, Duration.ofMillis(300))) {
      Refused.with(ServiceHttp.UNREACHABLE, () -> http.get("/api/v1/version"));
    }
  }
}
