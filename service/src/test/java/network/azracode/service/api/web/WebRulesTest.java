// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.api.Expect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How every endpoint treats what it is sent, on a running server with one endpoint of our own. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=-1",
      "management.endpoint.health.validate-group-membership=false"
    })
@AutoConfigureRestTestClient
@DisplayName("I-1 I-2 I-3 I-4 web rules")
class WebRulesTest {
  private static final String CANARY = "canary7f3a";

  @Autowired private RestTestClient client;
  @LocalServerPort private int port;

  @SpringBootConfiguration
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @ComponentScan(basePackageClasses = WebConfiguration.class)
  @ConfigurationPropertiesScan(basePackageClasses = WebConfiguration.class)
  static class Application {}

  @RestController
  static class Echo {
    @PostMapping("/echo")
    EvidenceSubmission echo(@RequestBody EvidenceSubmission body) {
      return body;
    }

    @PostMapping("/bytes")
    int bytes(@RequestBody byte[] body) {
      return body.length;
    }

    @GetMapping("/echo/{nodeId}")
    NodeId node(@PathVariable NodeId nodeId, @RequestParam(required = false) Address operator) {
      return nodeId;
    }
  }

  @Test
  void aValueTypeInThePathIsReadAndWrittenAsItsNumber() {
    client.get().uri("/api/v1/echo/7").exchange().expectStatus().isOk().expectBody().json("7");
  }

  @Test
  void aMalformedPathVariableSaysWhatWasExpected() {
    Expect.problem(client.get().uri("/api/v1/echo/x7").exchange(), 400, "request.parameter")
        .jsonPath("$.detail")
        .value((String detail) ->
            assertThat(detail).startsWith("nodeId: expected up to 19 decimal digits"));
  }

  @Test
  void aMalformedParameterSaysWhatWasExpected() {
    Expect.problem(
            client.get().uri("/api/v1/echo/7?operator=0x12").exchange(), 400, "request.parameter")
        .jsonPath("$.detail")
        .value((String detail) -> assertThat(detail).startsWith("operator: "));
  }

  @Test
  void anUnknownVersionIsRefused() {
    Expect.problem(client.get().uri("/api/v9/echo/7").exchange(), 404, "request.path");
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    Expect.problem(client.get().uri("/api/v1/nothing").exchange(), 404, "request.path");
  }

  @Test
  void aWrongMethodIsAProblemToo() {
    Expect.problem(client.delete().uri("/api/v1/echo/7").exchange(), 405, "request.method");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{\"canary7f3a\": 1}",
        "canary7f3a",
        "\"canary7f3a\"",
        "{\"nodeId\": \"canary7f3a\", \"evidenceHash\": \"0x\", \"expiresAt\": 1}",
        "{\"nodeId\": 1, \"evidenceHash\": \"canary7f3a\", \"expiresAt\": 1}",
        "{\"nodeId\": 1, \"evidenceHash\": {\"canary7f3a\": 2}, \"expiresAt\": 1}",
        "{\"nodeId\": 1, \"nodeId\": 2, \"x\": \"canary7f3a\"}",
        "{\"nodeId\": 1} canary7f3a",
        "{\"nodeId\": 1, \"canary7f3a",
        "[\"canary7f3a\"]",
        ""
      })
  void noByteOfABodyIsRepeatedInAProblem(String body) {
    String answer =
        new String(
            Expect.problem(
                    client
                        .post()
                        .uri("/api/v1/echo")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .exchange(),
                    400,
                    "request.malformed")
                .returnResult()
                .getResponseBodyContent(),
            StandardCharsets.UTF_8);
    assertThat(answer).doesNotContain(CANARY);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    Expect.problem(
        client.post().uri("/api/v1/echo").contentType(MediaType.TEXT_PLAIN).body("x").exchange(),
        415,
        "request.media-type");
  }

  @Test
  void aBodyAtTheLimitPassesAndOneBeyondIsRefused() {
    postBytes(BodyLimit.MAX_BYTES).expectStatus().isOk();
    Expect.problem(postBytes(BodyLimit.MAX_BYTES + 1), 413, "request.too-large");
  }

  @Test
  void anUnannouncedBodyIsCountedWhileItIsRead() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest chunked =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/bytes"))
              .header("Content-Type", "application/octet-stream")
              .POST(
                  HttpRequest.BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream(new byte[BodyLimit.MAX_BYTES + 1])))
              .build();
      HttpResponse<String> answer = http.send(chunked, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("request.too-large");
    }
  }

  @Test
  void everyAnswerForbidsForeignAndInlineScripts() {
    client
        .get()
        .uri("/api/v1/echo/7")
        .exchange()
        .expectHeader()
        .value(
            "Content-Security-Policy", policy -> assertThat(policy).contains("script-src 'self';"))
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff");
  }

  private RestTestClient.ResponseSpec postBytes(int length) {
    return client
        .post()
        .uri("/api/v1/bytes")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(new byte[length])
        .exchange();
  }
}
