// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E-50, E-51: documents come from a server within terms, are kept until they run out, no longer.
 */
class HttpFetcherTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofDays(30));
  private static final Octets BODY = octets("document");
  private static final FetchTerms TERMS = terms(Duration.ofSeconds(60));

  private final List<Duration> pauses = new ArrayList<>();
  private final TestServer server = new TestServer();
  private final URI uri = server.base().resolve("document");
  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private final HttpFetcher fetcher = new HttpFetcher(TERMS, clock, pauses::add);

  @TempDir private Path folder;

  HttpFetcherTest() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDocumentComesWithItsHeaders() {
    server.serve("document", BODY, "Issuer-Chain", "chain");
    Fetched fetched = fetcher.fetch(uri, document -> UNTIL);
    assertThat(fetched.body()).isEqualTo(BODY);
    assertThat(fetched.header("issuer-chain")).isEqualTo("chain");
    Refused.with("collateral.malformed", () -> fetched.header("another"));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aBusyServerIsAskedAgainAsLateAsItWishes() {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        "document",
        exchange -> {
          if (count.incrementAndGet() < 3) {
            exchange.getResponseHeaders().set("Retry-After", count.get() == 1 ? "7" : "soon");
            TestServer.send(exchange, 429, new byte[0]);
          } else {
            TestServer.send(exchange, 200, BODY.toByteArray());
          }
        });
    assertThat(fetcher.fetch(uri, document -> UNTIL).body()).isEqualTo(BODY);
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(4));
  }

  @Test
  void noServerIsAskedForEverOrMakesUsWaitForEver() {
    server.answer(
        "document",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          TestServer.send(exchange, 503, new byte[0]);
        });
    Refused.with("collateral.busy", () -> fetcher.fetch(uri, document -> UNTIL));
    assertThat(server.asked).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  @Test
  void anAnswerThatIsNoneIsNamed() {
    Refused.with("collateral.unknown", () -> fetcher.fetch(uri, document -> UNTIL));
    server.answer("document", exchange -> TestServer.send(exchange, 401, new byte[0]));
    Refused.with("collateral.unreachable", () -> fetcher.fetch(uri, document -> UNTIL));
    server.answer(
        "document",
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.base() + "elsewhere");
          TestServer.send(exchange, 302, new byte[0]);
        });
    server.serve("elsewhere", BODY);
    Refused.with("collateral.unreachable", () -> fetcher.fetch(uri, document -> UNTIL));
    assertThat(server.asked).doesNotContain("/elsewhere");
  }

  @Test
  void aDocumentBeyondTheLimitIsCutOff() {
    server.serve("document", Octets.of(new byte[TERMS.maxBytes()]));
    assertThat(fetcher.fetch(uri, document -> UNTIL).body().length()).isEqualTo(1000);
    server.serve("document", Octets.of(new byte[TERMS.maxBytes() + 1]));
    Refused.with("collateral.size", () -> fetcher.fetch(uri, document -> UNTIL));
  }

  @Test
  void anAnswerThatDripsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    server.answer(
        "document",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var impatient = new HttpFetcher(terms(Duration.ofSeconds(2)), clock, pauses::add);
    Refused.with("collateral.unreachable", () -> impatient.fetch(uri, document -> UNTIL));
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    URI nobody = URI.create("http://127.0.0.1:1/document");
    Refused.with("collateral.unreachable", () -> fetcher.fetch(nobody, document -> UNTIL));
  }

  @Test
  void aDocumentThatHasRunOutIsRefused() {
    server.serve("document", BODY);
    Refused.with("collateral.expired", () -> fetcher.fetch(uri, document -> NOW));
  }

  @Test
  void aKeptDocumentIsNotAskedForUntilItRunsOut() {
    server.serve("document", BODY, "Issuer-Chain", "chain");
    caching().fetch(uri, document -> UNTIL);
    now = UNTIL.minusMillis(1);
    Fetched kept = caching().fetch(uri, document -> UNTIL);
    assertThat(kept.body()).isEqualTo(BODY);
    assertThat(kept.header("ISSUER-CHAIN")).isEqualTo("chain");
    assertThat(server.asked).hasSize(1);
    now = UNTIL;
    Refused.with("collateral.expired", () -> caching().fetch(uri, document -> UNTIL));
    server.answer("document", exchange -> TestServer.send(exchange, 401, new byte[0]));
    Refused.with("collateral.unreachable", () -> caching().fetch(uri, document -> UNTIL));
  }

  @Test
  void whatChangedOnDiskIsAskedForAgain() throws IOException {
    server.serve("document", BODY);
    for (String part : List.of("documents", "entries")) {
      caching().fetch(uri, document -> UNTIL);
      int before = server.asked.size();
      try (Stream<Path> files = Files.list(folder.resolve(part))) {
        for (Path file : files.toList()) {
          Files.writeString(file, "something else", StandardCharsets.US_ASCII);
        }
      }
      assertThat(caching().fetch(uri, document -> UNTIL).body()).isEqualTo(BODY);
      assertThat(server.asked).hasSize(before + 1);
    }
  }

  @Test
  void whatIsRefusedIsNotKept() {
    server.serve("document", BODY);
    Refused.with("collateral.expired", () -> caching().fetch(uri, document -> NOW));
    assertThat(caching().fetch(uri, document -> UNTIL).body()).isEqualTo(BODY);
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void manyWhoAskAtATimeAskOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    server.answer(
        "document",
        exchange -> {
          asked.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          TestServer.send(exchange, 200, BODY.toByteArray());
        });
    CachingFetcher caching = caching();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(executor.submit(() -> caching.fetch(uri, document -> UNTIL)));
      }
      asked.await();
      Thread.sleep(50);
      go.countDown();
      for (Future<Fetched> answer : answers) {
        assertThat(answer.get().body()).isEqualTo(BODY);
      }
    }
    assertThat(server.asked).hasSize(1);
  }

  /** What has run out goes first, then the oldest; each with its document. */
  @Test
  void aCacheThatHasGrownTooLargeIsHalved() throws IOException {
    DiskCache cache = new DiskCache(folder, 4);
    for (int i = 0; i < 4; i++) {
      Instant until = i == 2 ? NOW : UNTIL;
      cache.keep(uri(i), new Fetched(octets("document " + i), Map.of()), until, NOW);
      Files.setLastModifiedTime(newest(), FileTime.fromMillis(1000L * i));
    }
    assertThat(count("entries")).isEqualTo(4);
    assertThat(cache.find(uri(0), NOW)).isPresent();
    cache.keep(uri(4), new Fetched(octets("document 4"), Map.of()), UNTIL, NOW);
    assertThat(cache.find(uri(4), NOW)).isPresent();
    assertThat(cache.find(uri(3), NOW)).isPresent();
    assertThat(count("entries")).isEqualTo(2);
    assertThat(count("documents")).isEqualTo(2);
  }

  private static FetchTerms terms(Duration timeout) {
    return new FetchTerms(timeout, 1000, 3, Duration.ofSeconds(2), Duration.ofSeconds(30));
  }

  private URI uri(int number) {
    return server.base().resolve("document" + number);
  }

  /** The entry that was written last. */
  private Path newest() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("entries"))) {
      return files.max(Comparator.comparing(HttpFetcherTest::written)).orElseThrow();
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long count(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(part))) {
      return files.count();
    }
  }

  private CachingFetcher caching() {
    return new CachingFetcher(fetcher, new DiskCache(folder), clock);
  }

  private static Octets octets(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
