// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;

/** A node's real server, desk and book, without chain and enclave, and a client that asks it. */
final class NodeAtWork implements AutoCloseable {
  static final int MAX_ENVELOPE_BYTES = 1_024;
  static final Domain REGISTRY = Domain.registry(31_337, Jobs.address(0xbb));
  static final KeySigner OPERATOR = KeySigner.ofKey(Bytes32.of(BigInteger.valueOf(3)));

  final List<JobTerms> ran = new ArrayList<>();
  final List<FinishedJob> settled = new ArrayList<>();
  final HttpClient http = HttpClient.newHttpClient();
  final JobDesk desk;
  final NodeServer server;
  JobDesk.Runner runner = (terms, envelope) -> Jobs.outcome(terms);
  Admission admission = (id, terms, backlogSeconds) -> {};
  ContractSignatures contracts = ContractSignatures.NONE;

  /**
   * @param folder of receipts
   */
  NodeAtWork(Path folder) throws IOException {
    var book = new JobBook(folder);
    desk =
        new JobDesk(
            Jobs.SETTLEMENT,
            (id, terms, backlog) -> admission.require(id, terms, backlog),
            (terms, envelope) -> {
              ran.add(terms);
              return runner.run(terms, envelope);
            },
            book,
            settled::add);
    var acknowledgements =
        new Acknowledgements(
            Jobs.SETTLEMENT,
            book,
            (account, digest, signature) -> contracts.accepts(account, digest, signature));
    server = new NodeServer(Jobs.PLAIN);
    server.serve(
        NodeAtWork::offer, () -> new byte[] {5, 6}, desk, acknowledgements, MAX_ENVELOPE_BYTES);
  }

  static SignedOffer offer() {
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

  HttpResponse<byte[]> put(JobTerms terms, byte[] envelope) throws Exception {
    return send("PUT", jobPath(terms), new JobSubmission(terms, envelope).encode());
  }

  static String jobPath(JobTerms terms) {
    return "/v1/jobs/" + new JobId(terms.digest(Jobs.SETTLEMENT));
  }

  HttpResponse<byte[]> get(JobTerms terms) throws Exception {
    return get(jobPath(terms));
  }

  HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofByteArray());
  }

  URI uri(String path) {
    return server.endpoint().resolve(path);
  }

  static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"" + code + "\"");
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
