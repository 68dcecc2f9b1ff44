// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import network.azracode.service.chain.rpc.HeadSubscription.Patience;
import network.azracode.service.chain.rpc.ScriptedHeads.Behaviour;
import network.azracode.service.chain.rpc.ScriptedHeads.Peer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The subscription, against a server that does anything. */
class HeadSubscriptionTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration REST = Duration.ofMillis(20);
  private static final Patience PATIENT = new Patience(LONG, LONG, REST);
  private static final Patience IMPATIENT = new Patience(SHORT, SHORT, REST);

  private final AtomicInteger hints = new AtomicInteger();

  @Test
  @DisplayName("H-52 it asks for new heads, and each message is a hint, whatever it says")
  void eachMessageIsAHint() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    Behaviour saysAnything =
        (number, peer) -> {
          asked.add(peer.subscribed());
          for (String text : List.of("", "null", "{\"error\":{}}", "}{", "\0\377")) {
            peer.says(text);
          }
          peer.untilItLeaves();
        };
    try (ScriptedHeads heads = new ScriptedHeads(saysAnything);
        HeadSubscription subscription = subscription(heads, PATIENT)) {
      await(() -> hints.get() == 5);
      assertThat(asked.take()).contains("eth_subscribe", "newHeads");
      assertThat(heads.connections()).isEqualTo(1);
    }
  }

  static Stream<Arguments> waysToFail() {
    return Stream.of(
        way("cuts the connection", Peer::subscribed),
        way(
            "says that it closes",
            peer -> {
              peer.subscribed();
              peer.head(0x88, 0);
              peer.untilItLeaves();
            }),
        way(
            "says nothing any more",
            peer -> {
              peer.subscribed();
              peer.untilItLeaves();
            }),
        way(
            "only sends heartbeats",
            peer -> {
              peer.subscribed();
              endlessly(() -> peer.head(0x89, 0));
            }),
        way(
            "sends a message a byte at a time",
            peer -> {
              peer.subscribed();
              peer.head(0x81, 1_000);
              endlessly(() -> peer.write("x"));
            }),
        way(
            "sends a message without end",
            peer -> {
              peer.subscribed();
              endlessly(() -> peer.head(0x01, 0));
            }),
        way(
            "announces a frame that fills any memory",
            peer -> {
              peer.subscribed();
              peer.head(0x81, 1L << 62);
              endlessly(() -> peer.write("x".repeat(10_000)));
            }),
        way(
            "announces a frame of less than nothing",
            peer -> {
              peer.subscribed();
              peer.head(0x81, -1);
              peer.untilItLeaves();
            }),
        way("never answers", Peer::untilItLeaves),
        way(
            "refuses",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 403 Forbidden\r\n\r\n");
            }),
        way(
            "refuses with a body without end",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
              endlessly(() -> peer.write("x".repeat(10_000)));
            }),
        way(
            "answers with headers without end",
            peer -> {
              peer.request();
              peer.write("HTTP/1.1 101 Switching Protocols\r\n");
              endlessly(() -> peer.write("X: y\r\n"));
            }),
        way(
            "answers a byte at a time",
            peer -> {
              peer.request();
              endlessly(() -> peer.write("H"));
            }));
  }

  @ParameterizedTest(name = "a peer that {0} is left, and asked again")
  @MethodSource("waysToFail")
  @DisplayName("H-52 a connection that ends, or that brings nothing, is made again")
  void aFailingPeerIsAskedAgain(String how, FirstMeeting first) throws Exception {
    Behaviour failsOnce =
        (number, peer) -> {
          if (number == 1) {
            first.with(peer);
          } else {
            peer.subscribed();
            peer.says("{}");
            peer.untilItLeaves();
          }
        };
    try (ScriptedHeads heads = new ScriptedHeads(failsOnce);
        HeadSubscription subscription = subscription(heads, IMPATIENT)) {
      await(() -> hints.get() > 0);
      assertThat(heads.connections()).isGreaterThan(1);
      await(() -> heads.openConnections() <= 1);
    }
  }

  @Test
  @DisplayName("H-52 a peer that floods is read at a hundred frames a second at most")
  void aFloodIsReadSlowly() throws Exception {
    AtomicInteger pongs = new AtomicInteger();
    Behaviour floods =
        (number, peer) -> {
          peer.subscribed();
          Thread.ofVirtual().start(() -> count(pongs, peer));
          while (true) {
            peer.says("x".repeat(100));
            peer.head(0x89, 0);
          }
        };
    long began = System.nanoTime();
    try (ScriptedHeads heads = new ScriptedHeads(floods);
        HeadSubscription subscription = subscription(heads, PATIENT)) {
      await(() -> pongs.get() >= 20);
    }
    long most = Duration.ofNanos(System.nanoTime() - began).toMillis() / 10 + 1;
    assertThat(hints.get() + pongs.get()).isLessThanOrEqualTo(Math.toIntExact(most));
  }

  @Test
  @DisplayName("H-52 a peer that brings nothing is asked ever more seldom")
  void aPeerInVainIsAskedSeldom() throws Exception {
    long began = System.nanoTime();
    try (ScriptedHeads heads = new ScriptedHeads((number, peer) -> {});
        HeadSubscription subscription = subscription(heads, PATIENT)) {
      await(() -> heads.connections() >= 5);
    }
    // 2, 4, 8 and 16 rests lie between them
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(REST.multipliedBy(30));
  }

  @Test
  @DisplayName("H-52 once closed, it leaves the node and does not come back")
  void closedItLeaves() throws Exception {
    Behaviour honest =
        (number, peer) -> {
          peer.subscribed();
          peer.says("{}");
          peer.untilItLeaves();
        };
    try (ScriptedHeads heads = new ScriptedHeads(honest)) {
      HeadSubscription subscription = subscription(heads, PATIENT);
      await(() -> hints.get() == 1);
      subscription.close();
      await(() -> heads.openConnections() == 0);
      Thread.sleep(REST.multipliedBy(10));
      assertThat(heads.connections()).isEqualTo(1);
    }
  }

  private HeadSubscription subscription(ScriptedHeads heads, Patience patience) {
    return new HeadSubscription(heads.url(), hints::incrementAndGet, patience);
  }

  /** What a peer does with the first connection. */
  interface FirstMeeting {
    void with(Peer peer) throws IOException, InterruptedException;
  }

  private static Arguments way(String how, FirstMeeting meeting) {
    return Arguments.of(how, meeting);
  }

  private interface Sending {
    void once() throws IOException;
  }

  private static void endlessly(Sending sending) throws IOException, InterruptedException {
    while (true) {
      sending.once();
      Thread.sleep(1);
    }
  }

  private static void count(AtomicInteger frames, Peer peer) {
    try {
      while (true) {
        peer.frame();
        frames.incrementAndGet();
      }
    } catch (IOException left) {
      // it was closed
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }
}
