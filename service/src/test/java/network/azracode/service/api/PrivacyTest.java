// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.azracode.sdk.protocol.Hex;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Whatever is pushed through a door that takes bodies comes out nowhere. */
@ExtendWith(OutputCaptureExtension.class)
@DisplayName("I-3 privacy")
class PrivacyTest extends SceneService {
  private static final String CANARY = "canary-5c1e9a";

  @Autowired private RestTestClient client;

  @Test
  void noAnswerAndNoLogRepeatsAByteOfABody(CapturedOutput output) {
    OperatorDesk desk = new OperatorDesk(SCENE, client);
    List<String> answers = new ArrayList<>();
    for (byte[] body : bodies()) {
      answers.add(text(desk.submit(body)));
      answers.add(text(desk.post(body, "0x00", "1")));
      answers.add(text(postOffer(desk, body)));
    }
    assertThat(answers).hasSize(3 * bodies().size()).allSatisfy(PrivacyTest::isSilent);
    isSilent(output.getAll());
  }

  private static void isSilent(String text) {
    assertThat(text)
        .doesNotContain(CANARY)
        .doesNotContain(Hex.encode(CANARY.getBytes(UTF_8)).substring(2));
  }

  private static List<byte[]> bodies() {
    return List.of(
        CANARY.getBytes(UTF_8),
        ("{\"" + CANARY + "\": 1}").getBytes(UTF_8),
        ("{\"offer\": {\"endpoint\": \"" + CANARY + "\"}, \"signature\": \"0x00\"}")
            .getBytes(UTF_8),
        ("{\"offer\": null, \"signature\": \"" + CANARY + "\"}").getBytes(UTF_8),
        ("{\"signature\": \"0x" + Hex.encode(CANARY.getBytes(UTF_8)) + "\"}").getBytes(UTF_8),
        cborMap("type", CANARY),
        cborMap(CANARY, "tdx"),
        (CANARY + "x".repeat(70_000)).getBytes(UTF_8));
  }

  /** A map of one short text to one short text. */
  private static byte[] cborMap(String key, String value) {
    return ("\u00a1" + (char) (0x60 + key.length()) + key + (char) (0x60 + value.length()) + value)
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private RestTestClient.ResponseSpec postOffer(OperatorDesk desk, byte[] body) {
    return client
        .post()
        .uri("/api/v1/nodes/" + desk.node() + "/offer")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  private static String text(RestTestClient.ResponseSpec answer) {
    byte[] body =
        answer
            .expectStatus()
            .is4xxClientError()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    return new String(Objects.requireNonNull(body), UTF_8);
  }
}
