// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a node says is to look like lines of our log, move its reader's cursor, or fill it. */
@DisplayName("H-76 a node's words stay within one short line of the log")
class HostileWordsTest extends FollowedProvider {
  private static final int LOOKS = 3;
  private static final int MOST_LOOKS = 20;
  private static final int MOST_CHARACTERS = 1_000;
  private static final int MIB = 1 << 20;

  /** In JSON; line breaks of three kinds, a terminal's clearing of its screen, text backwards. */
  private static final String FORGED =
      "no\\r\\nERROR Follower forged\\u001b[2J\\u0085forged\\u2028forged\\u202e\\u0000"
          + "forged ".repeat(MIB / 7);

  private final FollowersLines log = new FollowersLines();

  HostileWordsTest() {
    super(MOST_LOOKS);
  }

  @AfterEach
  void listenNoMore() {
    log.close();
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(4, 10);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Depth(10), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  /** Where the words stand. */
  enum Place {
    ERROR,
    ONE_OBJECT,
    EACH_CALL,
    NO_JSON,
    STRING,
    HTTP_500
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  @DisplayName(
      "H-76 an error of a MiB with line breaks is one short line, and text of any place is")
  void anErrorIsOneLine(Place place) throws SQLException {
    node.says(request -> says(request, place));
    look();
    assertShortLines();
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-76 so is what stands in place of HTTP's first line")
  void aStatusLineIsOneLine() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answerAll(server));
      follower.close();
      follower =
          follower(
              node,
              new ChainProperties(
                  List.of(URI.create("http://127.0.0.1:" + server.getLocalPort())),
                  false,
                  new Finality.Depth(10),
                  DeepReorganisation.HALT,
                  LogProof.BLOOM,
                  List.of(),
                  1));
      look();
      answering.interrupt();
    }
    assertShortLines();
  }

  private static void answerAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[MIB]);
        String line = "HTTP/9 \u001b[2J\u0085\0forged" + "forged ".repeat(MIB / 7) + "\r\n\r\n";
        client.getOutputStream().write(line.getBytes(ISO_8859_1));
      } catch (IOException gone) {
        // whoever reads had enough, or the test is over
      }
    }
  }

  private void look() {
    for (int looks = 0; looks < LOOKS; looks++) {
      follower.look();
    }
  }

  private void assertShortLines() {
    assertThat(follower.toString()).hasSizeLessThan(MOST_CHARACTERS).matches("[ -~]+");
    assertThat(log.all())
        .hasSizeBetween(1, LOOKS)
        .allSatisfy(line ->
            assertThat(line)
                .hasSizeLessThan(MOST_CHARACTERS)
                .matches("WARN Follower cannot follow: [ -~]+"));
  }

  private Answer says(JsonNode request, Place place) {
    return switch (place) {
      case ERROR -> request.isArray() ? Answer.honest() : Answer.error(request, -32603, FORGED);
      case ONE_OBJECT ->
          asksFor(request, "eth_chainId") ? Answer.honest() : Answer.error(request, -32603, FORGED);
      case EACH_CALL ->
          request.isArray()
              ? Answer.of(node.eachOf(request, call -> Answer.error(call, -32603, FORGED)))
              : Answer.honest();
      case NO_JSON -> Answer.of(FORGED);
      case STRING -> Answer.of("\"" + FORGED + "\"");
      case HTTP_500 -> new Answer(500, Map.of(), FORGED, false);
    };
  }
}
