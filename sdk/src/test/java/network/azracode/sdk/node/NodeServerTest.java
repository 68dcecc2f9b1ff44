// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.sdk.node.NodeAtWork.MAX_ENVELOPE_BYTES;
import static network.azracode.sdk.node.NodeAtWork.OPERATOR;
import static network.azracode.sdk.node.NodeAtWork.REGISTRY;
import static network.azracode.sdk.node.NodeAtWork.assertProblem;
import static network.azracode.sdk.node.NodeAtWork.jobPath;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.JobTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** N-6: one run per job, whoever asks how often. N-7: the receipt is on disk before it leaves. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class NodeServerTest {
  @TempDir Path folder;
  private NodeAtWork node;

  @BeforeEach
  void start() throws IOException {
    node = new NodeAtWork(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aJobIsAcceptedThenRunThenServedAsOftenAsAsked() throws Exception {
    JobTerms terms = Jobs.terms(1);
    assertThat(node.put(terms, new byte[10]).statusCode()).isEqualTo(202);
    assertThat(node.get(terms).statusCode()).isEqualTo(202);
    node.desk.runNext();
    for (int i = 0; i < 2; i++) {
      var answer = node.get(terms);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Wire.decode(answer.body(), Outcome.class))
          .usingRecursiveComparison()
          .isEqualTo(Jobs.outcome(terms));
    }
    assertThat(node.settled).hasSize(1);
  }

  @Test
  void aSecondSubmissionRunsNothing() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.put(terms, new byte[10]);
    assertThat(node.put(terms, new byte[10]).statusCode()).isEqualTo(202);
    assertThat(node.put(terms, new byte[11]).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.put(terms, new byte[12]).statusCode()).isEqualTo(200);
    assertThat(node.ran).hasSize(1);
  }

  @Test
  void aPathThatIsNotTheDigestOfTheTermsIsRefused() throws Exception {
    var submission = new JobSubmission(Jobs.terms(1), new byte[1]);
    var answer = node.send("PUT", jobPath(Jobs.terms(2)), submission.encode());
    assertProblem(answer, 409, "job.id");
    assertProblem(node.send("PUT", "/v1/jobs/0x12", submission.encode()), 400, "request.malformed");
  }

  @Test
  void whatAdmissionRefusesIsNotRun() throws Exception {
    node.admission =
        (id, terms, backlogSeconds) -> {
          throw RefusedRequest.job("job.not-open", "expected an open job, found none");
        };
    assertProblem(node.put(Jobs.terms(1), new byte[1]), 409, "job.not-open");
    assertThat(node.get(Jobs.terms(1)).statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyAboveTheOfferedSizeIsRefused() throws Exception {
    assertProblem(node.put(Jobs.terms(1), new byte[8_192]), 413, "request.too-large");
  }

  /** Without a length of the body's own, as streamed; the limit counts. */
  @Test
  void aStreamedEnvelopeIsTakenUpToTheLimitAndNotAByteFurther() throws Exception {
    assertThat(stream(Jobs.terms(1), MAX_ENVELOPE_BYTES).statusCode()).isEqualTo(202);
    assertProblem(stream(Jobs.terms(2), MAX_ENVELOPE_BYTES + 1), 413, "request.too-large");
  }

  @Test
  void aRefusalComesBeforeTheEnvelopeIsRead() throws Exception {
    node.admission =
        (id, terms, backlogSeconds) -> {
          throw RefusedRequest.job("job.not-open", "expected an open job, found none");
        };
    byte[] whole = new JobSubmission(Jobs.terms(1), new byte[MAX_ENVELOPE_BYTES]).encode();
    int shown = whole.length - MAX_ENVELOPE_BYTES;
    try (var socket =
        new Socket(node.server.endpoint().getHost(), node.server.endpoint().getPort())) {
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

  private HttpResponse<byte[]> stream(JobTerms terms, int envelopeBytes) throws Exception {
    byte[] body = new JobSubmission(terms, new byte[envelopeBytes]).encode();
    var request =
        HttpRequest.newBuilder(node.uri(jobPath(terms)))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    return node.http.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Test
  void theQueueHasAnEnd() throws Exception {
    for (int i = 0; i < JobQueue.MAX_WAITING; i++) {
      assertThat(node.put(Jobs.terms(i), new byte[1]).statusCode()).isEqualTo(202);
    }
    var refused = node.put(Jobs.terms(JobQueue.MAX_WAITING), new byte[1]);
    assertProblem(refused, 503, "node.busy");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    node.desk.runNext();
    assertThat(node.put(Jobs.terms(JobQueue.MAX_WAITING), new byte[1]).statusCode()).isEqualTo(202);
  }

  /** N-29. */
  @Test
  void aStoppingNodeFinishesWhatItHasTakenAndTakesNothingNew() throws Exception {
    node.put(Jobs.terms(1), new byte[10]);
    Thread stopping = Thread.ofVirtual().start(() -> drain(Duration.ofSeconds(60)));
    while (stopping.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(10);
    }
    assertProblem(node.put(Jobs.terms(2), new byte[10]), 503, "node.stopping");
    node.desk.runNext();
    stopping.join();
    assertThat(node.get(Jobs.terms(1)).statusCode()).isEqualTo(200);
  }

  /** N-24. */
  @Test
  void admissionKnowsHowMuchWorkIsBeforeAJob() throws Exception {
    var backlogs = new ArrayList<Long>();
    node.admission = (id, terms, backlogSeconds) -> backlogs.add(backlogSeconds);
    node.put(Jobs.terms(1, 1_000), new byte[1]);
    node.put(Jobs.terms(2, 1_001), new byte[1]);
    node.put(Jobs.terms(3, 1), new byte[1]);
    node.desk.runNext();
    node.put(Jobs.terms(4, 1), new byte[1]);
    assertThat(backlogs).containsExactly(0L, 1L, 3L, 0L, 2L);
  }

  @Test
  void offerAndEvidenceAreForAnyone() throws Exception {
    assertThat(node.get("/v1/evidence").body()).containsExactly(5, 6);
    var answer = new ServiceHttp(node.server.endpoint()).get("/v1/offer").as(SignedOffer.class);
    assertThat(answer.verified(REGISTRY, OPERATOR.address(), ContractSignatures.NONE))
        .isEqualTo(NodeAtWork.offer().offer());
  }

  private void drain(Duration patience) {
    try {
      node.desk.drain(patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
