// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.enclave.Enclave;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** N-6: one run per job, whoever asks how often. N-7: the receipt is on disk before it leaves. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class NodeServerTest {
  private static final int MAX_ENVELOPE_BYTES = 1_024;
  private static final Domain REGISTRY = Domain.registry(31_337, Jobs.address(0xbb));
  private static final KeySigner OPERATOR = KeySigner.ofKey(Bytes32.of(BigInteger.valueOf(3)));

  @TempDir Path folder;
  private final List<JobTerms> ran = new ArrayList<>();
  private final List<FinishedJob> settled = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private JobDesk.Runner runner = (terms, envelope) -> Jobs.outcome(terms);
  private Admission admission = (id, terms, backlogSeconds) -> {};
  private JobDesk desk;
  private NodeServer server;

  @BeforeEach
  void start() throws IOException {
    desk =
        new JobDesk(
            Jobs.SETTLEMENT,
            (id, terms, backlog) -> admission.require(id, terms, backlog),
            (terms, envelope) -> {
              ran.add(terms);
              return runner.run(terms, envelope);
            },
            new JobBook(folder),
            settled::add);
    server = new NodeServer(Jobs.PLAIN);
    server.serve(NodeServerTest::offer, () -> new byte[] {5, 6}, desk, MAX_ENVELOPE_BYTES);
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void aJobIsAcceptedThenRunThenServedAsOftenAsAsked() throws Exception {
    JobTerms terms = Jobs.terms(1);
    assertThat(put(terms, new byte[10]).statusCode()).isEqualTo(202);
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(202);
    desk.runNext();
    for (int i = 0; i < 2; i++) {
      var answer = get(jobPath(terms));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Wire.decode(answer.body(), Outcome.class))
          .usingRecursiveComparison()
          .isEqualTo(Jobs.outcome(terms));
    }
    assertThat(settled).hasSize(1);
  }

  @Test
  void aSecondSubmissionRunsNothing() throws Exception {
    JobTerms terms = Jobs.terms(1);
    put(terms, new byte[10]);
    assertThat(put(terms, new byte[10]).statusCode()).isEqualTo(202);
    assertThat(put(terms, new byte[11]).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(put(terms, new byte[12]).statusCode()).isEqualTo(200);
    assertThat(ran).hasSize(1);
  }

  @Test
  void aPathThatIsNotTheDigestOfTheTermsIsRefused() throws Exception {
    var submission = new JobSubmission(Jobs.terms(1), new byte[1]);
    var answer = send("PUT", jobPath(Jobs.terms(2)), submission.encode());
    assertProblem(answer, 409, "job.id");
    assertProblem(send("PUT", "/v1/jobs/0x12", submission.encode()), 400, "request.malformed");
  }

  @Test
  void whatAdmissionRefusesIsNotRun() throws Exception {
    admission =
        (id, terms, backlogSeconds) -> {
          throw RefusedRequest.job("job.not-open", "expected an open job, found none");
        };
    assertProblem(put(Jobs.terms(1), new byte[1]), 409, "job.not-open");
    assertThat(get(jobPath(Jobs.terms(1))).statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyAboveTheOfferedSizeIsRefused() throws Exception {
    assertProblem(put(Jobs.terms(1), new byte[8_192]), 413, "request.too-large");
  }

  /** Without a length of the body's own, as streamed; the limit counts. */
  @Test
  void aStreamedEnvelopeIsTakenUpToTheLimitAndNotAByteFurther() throws Exception {
    assertThat(stream(Jobs.terms(1), MAX_ENVELOPE_BYTES).statusCode()).isEqualTo(202);
    assertProblem(stream(Jobs.terms(2), MAX_ENVELOPE_BYTES + 1), 413, "request.too-large");
  }

  @Test
  void aRefusalComesBeforeTheEnvelopeIsRead() throws Exception {
    admission =
        (id, terms, backlogSeconds) -> {
          throw RefusedRequest.job("job.not-open", "expected an open job, found none");
        };
    byte[] whole = new JobSubmission(Jobs.terms(1), new byte[MAX_ENVELOPE_BYTES]).encode();
    int shown = whole.length - MAX_ENVELOPE_BYTES;
    try (var socket = new Socket(server.endpoint().getHost(), server.endpoint().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("PUT %s HTTP/1.1\r\nHost: node\r\nContent-Length: %d\r\n\r\n"
                      .formatted(jobPath(Jobs.terms(1)), whole.length))
                  .getBytes(UTF_8));
      socket.getOutputStream().write(whole, 0, shown);
      socket.getOutputStream().flush();
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 409");
    }
  }

  /** N-33. */
  @Test
  void aChainThatDoesNotAnswerPutsAJobOffAndSpoilsNone() throws Exception {
    Admission dead =
        (id, terms, backlogSeconds) -> {
          throw new AzraException("chain.unreachable", "expected an answer");
        };
    Admission alive = admission;
    admission = dead;
    var refused = put(Jobs.terms(1), new byte[1]);
    assertProblem(refused, 503, "node.chain");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    admission = alive;
    assertThat(put(Jobs.terms(1), new byte[1]).statusCode()).isEqualTo(202);
    admission = dead;
    desk.runNext();
    assertThat(get(jobPath(Jobs.terms(1))).statusCode()).isEqualTo(404);
    admission = alive;
    assertThat(put(Jobs.terms(1), new byte[1]).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(get(jobPath(Jobs.terms(1))).statusCode()).isEqualTo(200);
  }

  /** N-33: a full disk, by a folder in the draft's way. */
  @Test
  void aReceiptThatCannotBeKeptLeavesNoResultAndTheJobIsTakenAgain() throws Exception {
    JobTerms terms = Jobs.terms(1);
    Path inTheWay = Files.createDirectory(folder.resolve(terms.id(Jobs.SETTLEMENT) + ".cbor.new"));
    Files.createFile(inTheWay.resolve("full"));
    put(terms, new byte[1]);
    desk.runNext();
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(404);
    assertThat(settled).isEmpty();
    Files.delete(inTheWay.resolve("full"));
    Files.delete(inTheWay);
    assertThat(put(terms, new byte[1]).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(200);
  }

  /** N-34. */
  @Test
  void aClientsAcknowledgementDropsTheResultAndLeavesTheReceipt() throws Exception {
    JobTerms terms = Jobs.terms(1);
    put(terms, new byte[1]);
    String path = jobPath(terms) + "/acknowledgement";
    byte[] word = acknowledgement(terms, Jobs.CLIENT, Bytes32.ZERO);
    assertProblem(send("PUT", path, word), 404, "job.unknown");
    desk.runNext();

    byte[] strangers = acknowledgement(terms, OPERATOR, Bytes32.ZERO);
    assertProblem(send("PUT", path, strangers), 403, "acknowledgement.signature");
    byte[] ofAnother = acknowledgement(terms, Jobs.CLIENT, Bytes32.of(BigInteger.ONE));
    assertProblem(send("PUT", path, ofAnother), 403, "acknowledgement.result");
    assertProblem(send("PUT", path, new byte[3_000]), 413, "request.too-large");
    assertProblem(send("PUT", path, "{}".getBytes(UTF_8)), 400, "request.malformed");
    assertProblem(send("GET", path, new byte[0]), 405, "request.method");
    assertThat(outcome(terms).sealedResult()).isNotEmpty();

    assertThat(send("PUT", path, word).statusCode()).isEqualTo(204);
    assertThat(outcome(terms).sealedResult()).isEmpty();
    assertThat(outcome(terms).receipt()).isEqualTo(Jobs.outcome(terms).receipt());
    assertThat(send("PUT", path, word).statusCode()).isEqualTo(204);
  }

  private Outcome outcome(JobTerms terms) throws Exception {
    return Wire.decode(get(jobPath(terms)).body(), Outcome.class);
  }

  private static byte[] acknowledgement(JobTerms terms, KeySigner by, Bytes32 commitment) {
    var word = new Acknowledgement(terms.id(Jobs.SETTLEMENT), commitment, 1);
    return Json.MAPPER.writeValueAsBytes(SignedAcknowledgement.sign(word, Jobs.SETTLEMENT, by));
  }

  private HttpResponse<byte[]> stream(JobTerms terms, int envelopeBytes) throws Exception {
    byte[] body = new JobSubmission(terms, new byte[envelopeBytes]).encode();
    var request =
        HttpRequest.newBuilder(uri(jobPath(terms)))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Test
  void theQueueHasAnEnd() throws Exception {
    for (int i = 0; i < JobQueue.MAX_WAITING; i++) {
      assertThat(put(Jobs.terms(i), new byte[1]).statusCode()).isEqualTo(202);
    }
    var refused = put(Jobs.terms(JobQueue.MAX_WAITING), new byte[1]);
    assertProblem(refused, 503, "node.busy");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    desk.runNext();
    assertThat(put(Jobs.terms(JobQueue.MAX_WAITING), new byte[1]).statusCode()).isEqualTo(202);
  }

  @Test
  void aJobThatTheEnclaveRefusesFailsAndTheNextOneRuns() throws Exception {
    runner =
        (terms, envelope) -> {
          throw new AzraException("enclave.full", "expected room");
        };
    put(Jobs.terms(1), new byte[1]);
    desk.runNext();
    assertProblem(get(jobPath(Jobs.terms(1))), 410, "enclave.full");
    assertThat(settled).isEmpty();
    runner = (terms, envelope) -> Jobs.outcome(terms);
    put(Jobs.terms(2), new byte[1]);
    desk.runNext();
    assertThat(settled).hasSize(1);
  }

  /** N-22. */
  @Test
  void aStrangersGarbageInFrontDoesNotSpoilTheJob() throws Exception {
    JobTerms terms = Jobs.terms(1);
    runner =
        (ours, envelope) -> {
          if (envelope.length != 10) {
            throw new AzraException(Enclave.UNOPENABLE, "expected another");
          }
          return Jobs.outcome(ours);
        };
    assertThat(put(terms, new byte[1]).statusCode()).isEqualTo(202);
    assertThat(put(terms, new byte[10]).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(200);
    assertThat(settled).hasSize(1);
  }

  /** N-22. */
  @Test
  void whatDidNotOpenLeavesNoReceiptAndTheJobWaitsForItsEnvelope() throws Exception {
    JobTerms terms = Jobs.terms(1);
    runner =
        (ours, envelope) -> {
          throw new AzraException(Enclave.UNOPENABLE, "expected another");
        };
    put(terms, new byte[1]);
    desk.runNext();
    assertProblem(get(jobPath(terms)), 422, "envelope.unopenable");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(settled).isEmpty();
    runner = (ours, envelope) -> Jobs.outcome(ours);
    assertThat(put(terms, new byte[10]).statusCode()).isEqualTo(202);
    desk.runNext();
    assertThat(get(jobPath(terms)).statusCode()).isEqualTo(200);
  }

  /** N-22. */
  @Test
  void envelopesOfOneJobAreLimitedInNumberAtATimeAndInAll() throws Exception {
    JobTerms terms = Jobs.terms(1);
    runner =
        (ours, envelope) -> {
          throw new AzraException(Enclave.UNOPENABLE, "expected another");
        };
    for (int i = 0; i < JobQueue.MAX_WAITING_PER_JOB; i++) {
      assertThat(put(terms, new byte[i]).statusCode()).isEqualTo(202);
    }
    var refused = put(terms, new byte[JobQueue.MAX_WAITING_PER_JOB]);
    assertProblem(refused, 429, "job.attempts");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    for (int i = JobQueue.MAX_WAITING_PER_JOB; i < JobQueue.MAX_UNOPENABLE_PER_JOB; i++) {
      desk.runNext();
      put(terms, new byte[i]);
    }
    for (int i = 0; i < JobQueue.MAX_WAITING_PER_JOB; i++) {
      assertThat(get(jobPath(terms)).statusCode()).isEqualTo(202);
      desk.runNext();
    }
    assertProblem(put(terms, new byte[10]), 410, "job.attempts");
    assertThat(put(Jobs.terms(2), new byte[1]).statusCode()).isEqualTo(202);
  }

  /** N-29. */
  @Test
  void aStoppingNodeFinishesWhatItHasTakenAndTakesNothingNew() throws Exception {
    put(Jobs.terms(1), new byte[10]);
    Thread stopping = Thread.ofVirtual().start(() -> drain(Duration.ofSeconds(20)));
    while (stopping.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(10);
    }
    assertProblem(put(Jobs.terms(2), new byte[10]), 503, "node.stopping");
    desk.runNext();
    stopping.join();
    assertThat(get(jobPath(Jobs.terms(1))).statusCode()).isEqualTo(200);
  }

  private void drain(Duration patience) {
    try {
      desk.drain(patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** N-24. */
  @Test
  void admissionKnowsHowMuchWorkIsBeforeAJob() throws Exception {
    var backlogs = new ArrayList<Long>();
    admission = (id, terms, backlogSeconds) -> backlogs.add(backlogSeconds);
    put(Jobs.terms(1, 1_000), new byte[1]);
    put(Jobs.terms(2, 1_001), new byte[1]);
    put(Jobs.terms(3, 1), new byte[1]);
    desk.runNext();
    put(Jobs.terms(4, 1), new byte[1]);
    assertThat(backlogs).containsExactly(0L, 1L, 3L, 0L, 2L);
  }

  @Test
  void offerAndEvidenceAreForAnyone() throws Exception {
    assertThat(get("/v1/evidence").body()).containsExactly(5, 6);
    var answer = new ServiceHttp(server.endpoint()).get("/v1/offer").as(SignedOffer.class);
    assertThat(answer.verified(REGISTRY, OPERATOR.address())).isEqualTo(offer().offer());
  }

  private static SignedOffer offer() {
    var offer =
        new Offer(
            new NodeId(7),
            new PolicyId(1),
            BigInteger.TEN,
            5,
            100,
            MAX_ENVELOPE_BYTES,
            "http://127.0.0.1:1",
            Bytes32.ZERO,
            4_000_000_000L,
            1);
    return SignedOffer.sign(offer, REGISTRY, OPERATOR);
  }

  private HttpResponse<byte[]> put(JobTerms terms, byte[] envelope) throws Exception {
    return send("PUT", jobPath(terms), new JobSubmission(terms, envelope).encode());
  }

  private static String jobPath(JobTerms terms) {
    return "/v1/jobs/" + new JobId(terms.digest(Jobs.SETTLEMENT));
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofByteArray());
  }

  private URI uri(String path) {
    return server.endpoint().resolve(path);
  }

  private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"" + code + "\"");
  }
}
