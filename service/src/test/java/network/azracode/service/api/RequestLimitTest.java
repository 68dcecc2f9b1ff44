// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Json;
import network.azracode.service.AzraService;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service that takes little of each address, behind a proxy that tells addresses. */
@SpringBootTest(
    classes = AzraService.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "server.forward-headers-strategy=native",
      "azra.api.limit.requests-per-second=1",
      "azra.api.limit.burst=" + RequestLimitTest.BURST,
      "azra.api.limit.concurrent=2"
    })
@DisplayName("I-31 limits")
class RequestLimitTest {
  static final int BURST = 5;

  /** A bucket gains a token each second: however slow the machine is, these are more. */
  private static final int MOST_REQUESTS = 1_000;

  private static final ServiceScene SCENE = new ServiceScene();

  private final HttpClient http = HttpClient.newHttpClient();
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    SCENE.properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Test
  void whoeverAsksTooMuchIsToldWhenToAskAgainAndNobodyElseIs() throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    do {
      answers.add(get("203.0.113.7"));
    } while (answers.getLast().statusCode() == 200 && answers.size() < MOST_REQUESTS);
    HttpResponse<String> refused = answers.getLast();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(Json.MAPPER.readTree(refused.body()).get("code").asString())
        .isEqualTo("request.too-many");
    assertThat(get("203.0.113.8").statusCode()).isEqualTo(200);
    Thread.sleep(1_100);
    assertThat(get("203.0.113.7").statusCode()).isEqualTo(200);
    assertThat(answers).as("those of the burst, and the refusal").hasSizeGreaterThan(BURST);
  }

  @Test
  void addressesOfOneNetworkOfIpv6AreOneCaller() throws Exception {
    HttpResponse<String> answer = get("2001:db8:7:7::ffff");
    for (int i = 0; answer.statusCode() == 200 && i < MOST_REQUESTS; i++) {
      answer = get("2001:db8:7:7::" + Integer.toHexString(i));
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(get("2001:db8:7:8::1").statusCode()).isEqualTo(200);
  }

  /** Requests whose bodies are still on their way take places too. */
  @Test
  void whileAllPlacesAreTakenEverybodyIsToldToAskAgain() throws Exception {
    try (Socket one = unfinished();
        Socket another = unfinished()) {
      HttpResponse<String> refused = until(429, "203.0.113.20");
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(Json.MAPPER.readTree(refused.body()).get("code").asString())
          .isEqualTo("request.busy");
      assertThat(one.isConnected() && another.isConnected()).isTrue();
    }
    assertThat(until(200, "203.0.113.21").statusCode()).isEqualTo(200);
  }

  private Socket unfinished() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    String head =
        """
        POST /api/v1/receipts HTTP/1.1
        Host: 127.0.0.1
        Content-Type: application/json
        Content-Length: 100

        {\
        """;
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  /** Of another address each time, so that only the places count. */
  private HttpResponse<String> until(int status, String network) throws Exception {
    String prefix = network.substring(0, network.lastIndexOf('.') + 1);
    int last = Integer.parseInt(network.substring(prefix.length()));
    HttpResponse<String> answer = get(network);
    for (int i = 0; answer.statusCode() != status && i < MOST_REQUESTS; i++) {
      Thread.sleep(50);
      answer = get(prefix + (last + 2 * i) % 250);
    }
    return answer;
  }

  private HttpResponse<String> get(String from) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/version"))
            .header("X-Forwarded-For", from)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
