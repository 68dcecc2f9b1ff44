// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static network.azracode.sdk.node.NodeAtWork.OPERATOR;
import static network.azracode.sdk.node.NodeAtWork.assertProblem;
import static network.azracode.sdk.node.NodeAtWork.jobPath;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** N-34: whoever a job belongs to says that its result is no longer needed; nobody else can. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class AcknowledgementTest {
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
  void aClientsAcknowledgementDropsTheResultAndLeavesTheReceipt() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.put(terms, new byte[1]);
    byte[] word = signedBy(Jobs.CLIENT, terms, Bytes32.ZERO);
    assertProblem(acknowledge(terms, word), 404, "job.unknown");
    node.desk.runNext();

    assertProblem(
        acknowledge(terms, signedBy(OPERATOR, terms, Bytes32.ZERO)),
        403,
        "acknowledgement.signature");
    byte[] ofAnother = signedBy(Jobs.CLIENT, terms, Bytes32.of(BigInteger.ONE));
    assertProblem(acknowledge(terms, ofAnother), 403, "acknowledgement.result");
    assertProblem(acknowledge(terms, new byte[6_000]), 413, "request.too-large");
    assertProblem(acknowledge(terms, "{}".getBytes(UTF_8)), 400, "request.malformed");
    assertProblem(node.send("GET", path(terms), new byte[0]), 405, "request.method");
    assertThat(outcome(terms).sealedResult()).isNotEmpty();

    assertThat(acknowledge(terms, word).statusCode()).isEqualTo(204);
    assertThat(outcome(terms).sealedResult()).isEmpty();
    assertThat(outcome(terms).receipt()).isEqualTo(Jobs.outcome(terms).receipt());
    assertThat(acknowledge(terms, word).statusCode()).isEqualTo(204);
  }

  /**
   * N-38: its own contract is asked, for this very word, and for nothing that is of another job.
   */
  @Test
  void aClientThatIsAContractAcknowledgesAsItsContractSigns() throws Exception {
    JobTerms terms = finished();
    byte[] signature = new byte[2_048];
    var word = word(terms, Bytes32.ZERO);
    var asked = new AtomicInteger();
    node.contracts =
        (account, digest, bytes) -> {
          asked.incrementAndGet();
          return account.equals(terms.client())
              && digest.equals(word.digest(Jobs.SETTLEMENT))
              && bytes.length() == signature.length;
        };
    byte[] ofAnother = signed(word(terms, Bytes32.of(BigInteger.ONE)), signature);
    assertProblem(acknowledge(terms, ofAnother), 403, "acknowledgement.result");
    assertThat(asked).hasValue(0);
    assertProblem(acknowledge(terms, signed(word, new byte[7])), 403, "acknowledgement.signature");
    assertThat(outcome(terms).sealedResult()).isNotEmpty();

    assertThat(acknowledge(terms, signed(word, signature)).statusCode()).isEqualTo(204);

    assertThat(outcome(terms).sealedResult()).isEmpty();
    assertThat(asked).hasValue(2);
  }

  /** N-38. */
  @Test
  void whereNobodyCanAskTheContractTheResultStaysAndItsClientComesAgain() throws Exception {
    JobTerms terms = finished();
    node.contracts =
        (account, digest, bytes) -> {
          throw new AzraException("chain.unreachable", "expected an answer");
        };
    var refused = acknowledge(terms, signed(word(terms, Bytes32.ZERO), new byte[7]));
    assertProblem(refused, 503, "node.chain");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(outcome(terms).sealedResult()).isNotEmpty();
  }

  private JobTerms finished() throws Exception {
    JobTerms terms = Jobs.terms(1);
    node.put(terms, new byte[1]);
    node.desk.runNext();
    return terms;
  }

  private Outcome outcome(JobTerms terms) throws Exception {
    return Wire.decode(node.get(terms).body(), Outcome.class);
  }

  private HttpResponse<byte[]> acknowledge(JobTerms terms, byte[] body) throws Exception {
    return node.send("PUT", path(terms), body);
  }

  private static String path(JobTerms terms) {
    return jobPath(terms) + "/acknowledgement";
  }

  private static Acknowledgement word(JobTerms terms, Bytes32 commitment) {
    return new Acknowledgement(terms.id(Jobs.SETTLEMENT), commitment, 1);
  }

  private static byte[] signedBy(KeySigner key, JobTerms terms, Bytes32 commitment) {
    return Json.MAPPER.writeValueAsBytes(
        SignedAcknowledgement.sign(word(terms, commitment), Jobs.SETTLEMENT, key));
  }

  private static byte[] signed(Acknowledgement word, byte[] signature) {
    return Json.MAPPER.writeValueAsBytes(new SignedAcknowledgement(word, Hex.encode(signature)));
  }
}
