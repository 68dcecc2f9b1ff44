// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
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

  /** [E-93] */
  @Test
  @Timeout(60)
  void everyReasonOfARefusalIsToldWithItsCode() throws IOException {
    byte[] problem =
        """
        {"code": "evidence.not-affirmed", "detail": "found contraindicated",
         "reasons": [{"code": "measurement.unknown", "sentence": "MRTD is 00, the policy names 01."},
                     {"sentence": "An older service."}]}
        """
            .getBytes(UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(422, problem.length);
          exchange.getResponseBody().write(problem);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (ServiceHttp http = new ServiceHttp(url, Bytes32.ZERO, Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> http.get("/api/v1/version"))
          .hasMessage(
              "found contraindicated MRTD is 00, the policy names 01. [measurement.unknown]"
                  + " An older service.");
    } finally {
      server.stop(0);
    }
  }
}
