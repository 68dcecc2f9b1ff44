// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
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

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("network.azracode.service.chain.follow.Follower");
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  HostileWordsTest() {
    super(MOST_LOOKS);
  }

  @BeforeEach
  void listen() {
    log.reset();
    PatternLayoutEncoder lines = new PatternLayoutEncoder();
    lines.setContext(logger.getLoggerContext());
    lines.setPattern("%level %logger{0} %msg%n");
    lines.setCharset(UTF_8);
    lines.start();
    appender.setContext(logger.getLoggerContext());
    appender.setEncoder(lines);
    appender.setOutputStream(log);
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
  }

  @AfterEach
  void listenNoMore() {
    logger.setAdditive(true);
    logger.setLevel(null);
    logger.detachAppender(appender);
    appender.stop();
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
    List<String> lines = List.of(log.toString(UTF_8).split("\n"));
    assertThat(lines)
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
