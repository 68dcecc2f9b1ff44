// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import network.azracode.service.testing.LedgerScene;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The stream over HTTP, as a browser reads it. */
@DisplayName("I-11 event stream")
@Timeout(120)
class StreamTest extends SceneService {
  @LocalServerPort private int port;

  @Test
  void aReaderLearnsOfEveryNewHeadAndCanResume() throws Exception {
    LedgerScene.Block head = SCENE.ledger.mine();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String resumeAfter;
      try (Stream<String> lines = open(http, "").body()) {
        Iterator<String> read = lines.iterator();
        resumeAfter = next(read);
        assertThat(resumeAfter)
            .startsWith("id:" + head.number() + "-999999999-" + head.hash() + "-");
        assertThat(next(read)).isEqualTo("event:head");
        assertThat(next(read)).startsWith("data:{").contains("\"block\":" + head.number());
        LedgerScene.Block following = SCENE.ledger.mine();
        assertThat(next(read)).startsWith("id:" + following.number() + "-");
      }
      LedgerScene.Block latest = SCENE.ledger.mine();
      try (Stream<String> lines = open(http, resumeAfter.substring(3)).body()) {
        assertThat(next(lines.iterator())).startsWith("id:" + latest.number() + "-");
      }
    }
  }

  /** Past the comments of a stream that is quiet. */
  private static String next(Iterator<String> lines) {
    String line = lines.next();
    return line.isEmpty() || line.startsWith(":") ? next(lines) : line;
  }

  private HttpResponse<Stream<String>> open(HttpClient http, String lastEventId) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/api/v1/settlements/stream"))
            .timeout(Duration.ofSeconds(60));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<Stream<String>> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return answer;
  }
}
