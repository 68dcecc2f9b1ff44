// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static org.assertj.core.api.Assertions.assertThat;

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
      "azra.api.limit.burst=5"
    })
@DisplayName("I-31 limits")
class RequestLimitTest {
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
    for (int i = 0; i < 20; i++) {
      answers.add(get("203.0.113.7"));
    }
    List<HttpResponse<String>> refused =
        answers.stream().filter(answer -> answer.statusCode() == 429).toList();
    assertThat(refused).isNotEmpty();
    assertThat(refused.getFirst().headers().firstValue("Retry-After")).contains("1");
    assertThat(Json.MAPPER.readTree(refused.getFirst().body()).get("code").asString())
        .isEqualTo("request.too-many");
    assertThat(get("203.0.113.8").statusCode()).isEqualTo(200);
    Thread.sleep(1_100);
    assertThat(get("203.0.113.7").statusCode()).isEqualTo(200);
  }

  @Test
  void addressesOfOneNetworkOfIpv6AreOneCaller() throws Exception {
    for (int i = 0; i < 20; i++) {
      get("2001:db8:7:7::" + Integer.toHexString(i));
    }
    assertThat(get("2001:db8:7:7::ffff").statusCode()).isEqualTo(429);
    assertThat(get("2001:db8:7:8::1").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String from) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/version"))
            .header("X-Forwarded-For", from)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
