// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import org.bouncycastle.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * N-31: a node's real process, killed without a word at random moments of its work. For a longer
 * campaign: {@code -Dazra.kill.rounds=500 -Dazra.kill.seed=<number>}.
 */
@Timeout(
    value = 30,
    unit = java.util.concurrent.TimeUnit.MINUTES,
    threadMode = ThreadMode.SEPARATE_THREAD)
class KilledNodeTest {
  private static final int ROUNDS = Integer.getInteger("azra.kill.rounds", 12);
  private static final long SEED = Long.getLong("azra.kill.seed", System.nanoTime());
  private static final int JOBS_PER_ROUND = 24;
  private static final int MAX_ROUNDS = 4 * ROUNDS;
  private static final int LONGEST_MILLIS_ALIVE = 60_000;

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final HttpClient http = HttpClient.newHttpClient();

  /** What clients got, by job; a client's word against the node's disk. */
  private final Map<JobTerms, byte[]> delivered = new HashMap<>();

  private final Map<JobTerms, JobId> handedIn = new HashMap<>();
  private long nonce;
  private int maxMillisAlive = 400;

  /** One life of the node. */
  private record Life(Process process, URI endpoint, Address signer, Set<String> toSettle)
      implements AutoCloseable {
    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Test
  void noJobRunsTwiceAndNoReceiptThatReachedTheDiskIsLost() throws Exception {
    System.out.printf("seed %d%n", SEED);
    for (int round = 0; round < ROUNDS || (round < MAX_ROUNDS && !isEventful()); round++) {
      Set<String> onDisk = receiptsOnDisk();
      try (Life life = start()) {
        assertThat(life.toSettle).as("seed %d round %d", SEED, round).isEqualTo(onDisk);
        assertEarlierJobs(life, onDisk);
        workUntilKilled(life);
      }
      assertThat(receiptsOnDisk()).containsAll(onDisk).containsAll(ids(delivered.keySet()));
      if (delivered.isEmpty()) {
        // a slow machine is killed before it comes to anything: it gets more time
        maxMillisAlive = Math.min(2 * maxMillisAlive, LONGEST_MILLIS_ALIVE);
      }
    }
    assertThat(delivered).as("some came through").isNotEmpty();
    List<String> ran = Files.readAllLines(folder.resolve("ran"));
    assertThat(ran).as("seed %d", SEED).doesNotHaveDuplicates();
    assertThat(ran.size()).as("some were cut short").isGreaterThan(receiptsOnDisk().size());
  }

  /** Whether the moments were such that something came through, and something was cut short. */
  private boolean isEventful() throws IOException {
    return !delivered.isEmpty()
        && Files.readAllLines(folder.resolve("ran")).size() > receiptsOnDisk().size();
  }

  /** N-37: as many as may ask at a time send the first half of a request, and no more. */
  @Test
  void whoeverStallsIsLetGoAndOthersAreAnswered() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try (Life life = start("-Dsun.net.httpserver.maxReqTime=2")) {
      JobTerms terms = terms(life.signer);
      byte[] half = firstHalf(terms);
      for (int i = 0; i < NodeServer.MAX_EXCHANGES; i++) {
        var socket = new Socket(life.endpoint.getHost(), life.endpoint.getPort());
        stalled.add(socket);
        socket.getOutputStream().write(half);
      }
      for (Socket socket : stalled) {
        socket.setSoTimeout(60_000);
        assertThat(ended(socket)).as("let go").isTrue();
      }
      // or 200: an earlier answer may have got lost
      assertThat(sendAsOftenAsLetGo(life, terms).statusCode()).isIn(200, 202);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  /** A slow machine needs more than two seconds for a whole request, too, the first time. */
  private HttpResponse<byte[]> sendAsOftenAsLetGo(Life life, JobTerms terms)
      throws InterruptedException {
    while (true) {
      try {
        return send(life, "PUT", terms);
      } catch (IOException letGo) {
        assertThat(life.process.isAlive()).as("after %s", letGo).isTrue();
      }
    }
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static byte[] firstHalf(JobTerms terms) {
    byte[] body = new JobSubmission(terms, new byte[64]).encode();
    String head =
        "PUT /v1/jobs/%s HTTP/1.1\r\nHost: node\r\nContent-Length: %d\r\n\r\n"
            .formatted(id(terms), body.length);
    byte[] all = Arrays.concatenate(head.getBytes(StandardCharsets.US_ASCII), body);
    return Arrays.copyOf(all, all.length - 64);
  }

  /** Of the kept ones the same bytes as ever; the others are not run again: their key is gone. */
  private void assertEarlierJobs(Life life, Set<String> onDisk) throws Exception {
    for (JobTerms terms : handedIn.keySet()) {
      String id = id(terms);
      HttpResponse<byte[]> answer = send(life, "PUT", terms);
      if (onDisk.contains(id)) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(kept(id));
        assertThat(delivered.getOrDefault(terms, answer.body())).isEqualTo(answer.body());
      } else {
        assertThat(answer.statusCode()).isEqualTo(409);
      }
    }
  }

  /** Envelopes go in and results come out until, at a random moment, nothing answers any more. */
  private void workUntilKilled(Life life) throws InterruptedException {
    int millis = random.nextInt(maxMillisAlive);
    Thread killer =
        Thread.ofVirtual()
            .start(() -> {
              sleep(millis);
              life.close();
            });
    try {
      for (int job = 0; job < JOBS_PER_ROUND; job++) {
        JobTerms terms = terms(life.signer);
        handedIn.put(terms, terms.id(Jobs.SETTLEMENT));
        send(life, "PUT", terms);
      }
      while (true) {
        for (JobTerms terms : handedIn.keySet()) {
          HttpResponse<byte[]> answer = send(life, "GET", terms);
          if (answer.statusCode() == 200) {
            delivered.put(terms, answer.body());
          }
        }
      }
    } catch (IOException gone) {
      killer.join();
    }
  }

  private JobTerms terms(Address signer) {
    JobTerms any = Jobs.terms(nonce++);
    return new JobTerms(
        any.client(),
        any.nodeId(),
        signer,
        any.maxPrice(),
        any.unitPrice(),
        any.deadline(),
        any.specCommitment(),
        any.nonce());
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> ids(Set<JobTerms> terms) {
    return terms.stream().map(KilledNodeTest::id).collect(Collectors.toSet());
  }

  private static String id(JobTerms terms) {
    return terms.id(Jobs.SETTLEMENT).toString();
  }

  private byte[] kept(String id) throws IOException {
    byte[] file = Files.readAllBytes(folder.resolve("jobs").resolve(id + ".cbor"));
    return Wire.encode(Wire.decode(file, FinishedJob.class).outcome());
  }

  private Set<String> receiptsOnDisk() throws IOException {
    Path jobs = folder.resolve("jobs");
    if (Files.notExists(jobs)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(jobs)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".cbor"))
          .map(name -> name.substring(0, name.length() - ".cbor".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private HttpResponse<byte[]> send(Life life, String method, JobTerms terms)
      throws IOException, InterruptedException {
    byte[] body =
        method.equals("PUT") ? new JobSubmission(terms, new byte[64]).encode() : new byte[0];
    var request =
        HttpRequest.newBuilder(life.endpoint.resolve("/v1/jobs/" + id(terms)))
            .method(method, BodyPublishers.ofByteArray(body));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private Life start(String... jvm) throws IOException {
    Process process =
        ChildJvm.of(KilledNode.class)
            .maxHeapMb(96)
            .with(jvm)
            .process(folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String[] said = process.inputReader().readLine().split(" ", -1);
    Set<String> toSettle =
        said[2].isEmpty() ? Set.of() : new TreeSet<>(List.of(said[2].split(",", -1)));
    return new Life(
        process, URI.create("http://127.0.0.1:" + said[0]), Address.of(said[1]), toSettle);
  }
}
