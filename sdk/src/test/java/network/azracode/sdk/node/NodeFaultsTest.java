// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static network.azracode.sdk.node.NodeAtWork.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.azracode.sdk.enclave.Enclave;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a job on a node, beside it or on purpose, costs no other job anything. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class NodeFaultsTest {
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

  /** N-33. */
  @Test
  void aChainThatDoesNotAnswerPutsAJobOffAndSpoilsNone() throws Exception {
    Admission dead =
        (id, terms, backlogSeconds) -> {
          throw new AzraException("chain.unreachable", "expected an answer");
        };
    Admission alive = node.admission;
    node.admission = dead;
    var refused = node.put(Jobs.terms(1), new byte[1]);
    assertProblem(refused, 503, "node.chain");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    node.admission = alive;
    assertThat(node.put(Jobs.terms(1), new byte[1]).statusCode()).isEqualTo(202);
    node.admission = dead;
    node.desk.runNext();
    assertThat(node.get(Jobs.terms(1)).statusCode()).isEqualTo(404);
    node.admission = alive;
    assertThat(node.put(Jobs.terms(1), new byte[1]).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.get(Jobs.terms(1)).statusCode()).isEqualTo(200);
  }

  /** N-33: a full disk, by a folder in the draft's way. */
  @Test
  void aReceiptThatCannotBeKeptLeavesNoResultAndTheJobIsTakenAgain() throws Exception {
    JobTerms terms = Jobs.terms(1);
    Path inTheWay = Files.createDirectory(folder.resolve(terms.id(Jobs.SETTLEMENT) + ".cbor.new"));
    Files.createFile(inTheWay.resolve("full"));
    node.put(terms, new byte[1]);
    node.desk.runNext();
    assertThat(node.get(terms).statusCode()).isEqualTo(404);
    assertThat(node.settled).isEmpty();
    Files.delete(inTheWay.resolve("full"));
    Files.delete(inTheWay);
    assertThat(node.put(terms, new byte[1]).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.get(terms).statusCode()).isEqualTo(200);
  }

  @Test
  void aJobThatTheEnclaveRefusesFailsAndTheNextOneRuns() throws Exception {
    node.runner =
        (terms, envelope) -> {
          throw new AzraException("enclave.full", "expected room");
        };
    node.put(Jobs.terms(1), new byte[1]);
    node.desk.runNext();
    assertProblem(node.get(Jobs.terms(1)), 410, "enclave.full");
    assertThat(node.settled).isEmpty();
    node.runner = (terms, envelope) -> Jobs.outcome(terms);
    node.put(Jobs.terms(2), new byte[1]);
    node.desk.runNext();
    assertThat(node.settled).hasSize(1);
  }

  /** N-22. */
  @Test
  void aStrangersGarbageInFrontDoesNotSpoilTheJob() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.runner =
        (ours, envelope) -> {
          if (envelope.length != 10) {
            throw new AzraException(Enclave.UNOPENABLE, "expected another");
          }
          return Jobs.outcome(ours);
        };
    assertThat(node.put(terms, new byte[1]).statusCode()).isEqualTo(202);
    assertThat(node.put(terms, new byte[10]).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.get(terms).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.get(terms).statusCode()).isEqualTo(200);
    assertThat(node.settled).hasSize(1);
  }

  /** N-22. */
  @Test
  void whatDidNotOpenLeavesNoReceiptAndTheJobWaitsForItsEnvelope() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.runner =
        (ours, envelope) -> {
          throw new AzraException(Enclave.UNOPENABLE, "expected another");
        };
    node.put(terms, new byte[1]);
    node.desk.runNext();
    assertProblem(node.get(terms), 422, "envelope.unopenable");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(node.settled).isEmpty();
    node.runner = (ours, envelope) -> Jobs.outcome(ours);
    assertThat(node.put(terms, new byte[10]).statusCode()).isEqualTo(202);
    node.desk.runNext();
    assertThat(node.get(terms).statusCode()).isEqualTo(200);
  }

  /** N-22. */
  @Test
  void envelopesOfOneJobAreLimitedInNumberAtATimeAndInAll() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.runner =
        (ours, envelope) -> {
          throw new AzraException(Enclave.UNOPENABLE, "expected another");
        };
    for (int i = 0; i < JobQueue.MAX_WAITING_PER_JOB; i++) {
      assertThat(node.put(terms, new byte[i]).statusCode()).isEqualTo(202);
    }
    var refused = node.put(terms, new byte[JobQueue.MAX_WAITING_PER_JOB]);
    assertProblem(refused, 429, "job.attempts");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    for (int i = JobQueue.MAX_WAITING_PER_JOB; i < JobQueue.MAX_UNOPENABLE_PER_JOB; i++) {
      node.desk.runNext();
      node.put(terms, new byte[i]);
    }
    for (int i = 0; i < JobQueue.MAX_WAITING_PER_JOB; i++) {
      assertThat(node.get(terms).statusCode()).isEqualTo(202);
      node.desk.runNext();
    }
    assertProblem(node.put(terms, new byte[10]), 410, "job.attempts");
    assertThat(node.put(Jobs.terms(2), new byte[1]).statusCode()).isEqualTo(202);
  }
}
