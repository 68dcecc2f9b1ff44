// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's HTTPS interface; plain on the loopback interface only. */
public final class NodeServer implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final int MAX_EXCHANGES = 64;
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String JOBS = "/v1/jobs/";
  private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);

  private final Listening listening;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);

  /** Takes the port at once; {@link #serve} answers on it. */
  public NodeServer(Listening listening) throws IOException {
    this.listening = listening;
    var address = new InetSocketAddress(listening.address(), listening.port());
    Optional<NodeCertificate> certificate = listening.certificate();
    server =
        certificate.isPresent()
            ? https(address, certificate.get())
            : HttpServer.create(address, BACKLOG);
    server.setExecutor(threads);
  }

  private static HttpServer https(InetSocketAddress address, NodeCertificate certificate)
      throws IOException {
    HttpsServer https = HttpsServer.create(address, BACKLOG);
    https.setHttpsConfigurator(
        new HttpsConfigurator(certificate.context()) {
          @Override
          public void configure(HttpsParameters parameters) {
            var tls = getSSLContext().getDefaultSSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3"});
            parameters.setSSLParameters(tls);
          }
        });
    return https;
  }

  /**
   * Starts to answer.
   *
   * @param offer what {@code GET /v1/offer} answers
   * @param evidence the CBOR that {@code GET /v1/evidence} answers
   */
  public void serve(
      Supplier<SignedOffer> offer, Supplier<byte[]> evidence, JobDesk desk, int maxEnvelopeBytes) {
    int maxBodyBytes = Integer.BYTES + JobSubmission.MAX_TERMS_BYTES + maxEnvelopeBytes;
    route("/v1/offer", exchange -> json(exchange, Json.MAPPER.writeValueAsBytes(offer.get())));
    route("/v1/evidence", exchange -> cbor(exchange, 200, evidence.get()));
    route(JOBS, exchange -> job(exchange, desk, maxBodyBytes));
    server.start();
  }

  /** Where clients find it. */
  public URI endpoint() {
    return listening.endpoint(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @FunctionalInterface
  private interface Route {
    void answer(HttpExchange exchange) throws IOException;
  }

  private void route(String path, Route route) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            answer(exchange, route);
          }
        });
  }

  private void answer(HttpExchange exchange, Route route) throws IOException {
    if (!exchanges.tryAcquire()) {
      problem(exchange, RefusedRequest.busy("node.busy", "expected fewer requests at a time"));
      return;
    }
    try {
      route.answer(exchange);
    } catch (RefusedRequest e) {
      problem(exchange, e);
    } catch (RuntimeException e) {
      LOG.error("request failed: {}", e.toString());
      problem(exchange, new RefusedRequest(500, "node.failed", "the node failed; see its log"));
    } finally {
      exchanges.release();
    }
  }

  private static void job(HttpExchange exchange, JobDesk desk, int maxBodyBytes)
      throws IOException {
    JobId id = jobId(exchange.getRequestURI().getPath());
    switch (exchange.getRequestMethod()) {
      case "PUT" ->
          state(exchange, desk.submit(id, JobSubmission.parse(body(exchange, maxBodyBytes))));
      case "GET" ->
          state(
              exchange,
              desk.find(id)
                  .orElseThrow(
                      () -> new RefusedRequest(404, "job.unknown", "expected a job of this node")));
      default -> throw new RefusedRequest(405, "request.method", "expected PUT or GET");
    }
  }

  private static JobId jobId(String path) {
    try {
      return JobId.of(path.substring(JOBS.length()));
    } catch (AzraException e) {
      throw RefusedRequest.malformed("path: " + e.getMessage());
    }
  }

  private static byte[] body(HttpExchange exchange, int max) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(max + 1);
    if (body.length > max) {
      throw RefusedRequest.tooLarge("body", max, body.length);
    }
    return body;
  }

  private static void state(HttpExchange exchange, JobState state) throws IOException {
    switch (state) {
      case JobState.Queued _ -> exchange.sendResponseHeaders(202, -1);
      case JobState.Finished finished -> cbor(exchange, 200, Wire.encode(finished.outcome()));
      case JobState.Unopened unopened ->
          throw new RefusedRequest(
              422,
              unopened.code(),
              "expected an envelope that opens to what its terms commit to; the job waits for it");
      case JobState.Failed failed ->
          throw new RefusedRequest(
              410, failed.code(), "the enclave did not run it; it is refunded after its deadline");
    }
  }

  private static void cbor(HttpExchange exchange, int status, byte[] body) throws IOException {
    send(exchange, status, "application/cbor", body);
  }

  private static void json(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, 200, "application/json", body);
  }

  private static void problem(HttpExchange exchange, RefusedRequest refused) throws IOException {
    var problem =
        new Problem(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
    byte[] body = Json.MAPPER.writeValueAsBytes(problem);
    if (refused.isPassing()) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_AFTER_SECONDS);
    }
    send(exchange, refused.status(), "application/problem+json", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
