// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.ledger.SignatureQuestion;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The node's HTTPS interface; plain on the loopback interface only. */
public final class NodeServer implements AutoCloseable {
  private static final int BACKLOG = 64;
  static final int MAX_EXCHANGES = 64;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_REQUEST_SECONDS = 60;
  private static final int MAX_RESPONSE_SECONDS = 60;
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String JOBS = "/v1/jobs/";
  private static final String ACKNOWLEDGEMENT = "/acknowledgement";

  /** Of a contract's signature in hex, and the rest. */
  private static final int MAX_ACKNOWLEDGEMENT_BYTES =
      2 * SignatureQuestion.MAX_SIGNATURE_BYTES + 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);

  static {
    // before the first server of this process: whoever sends, or reads, too slowly is let go
    limit("sun.net.httpserver.maxReqTime", MAX_REQUEST_SECONDS);
    limit("sun.net.httpserver.maxRspTime", MAX_RESPONSE_SECONDS);
    limit("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
  }

  private final Listening listening;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);

  private static void limit(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

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
      Supplier<SignedOffer> offer,
      Supplier<byte[]> evidence,
      JobDesk desk,
      Acknowledgements acknowledgements,
      int maxEnvelopeBytes) {
    route("/v1/offer", exchange -> json(exchange, Json.MAPPER.writeValueAsBytes(offer.get())));
    route("/v1/evidence", exchange -> cbor(exchange, 200, evidence.get()));
    route(JOBS, exchange -> job(exchange, desk, acknowledgements, maxEnvelopeBytes));
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
      problem(exchange, refusalOf(e));
    } finally {
      exchanges.release();
    }
  }

  private static RefusedRequest refusalOf(RuntimeException failure) {
    String code = failure instanceof AzraException known ? known.code() : "";
    if (code.startsWith(JobDesk.CHAIN)) {
      LOG.warn("request put off: {} {}", code, failure.getMessage());
      return RefusedRequest.busy("node.chain", "expected the chain to answer, it did not");
    }
    if (code.startsWith("acknowledgement.")) {
      return new RefusedRequest(403, code, String.valueOf(failure.getMessage()));
    }
    LOG.error("request failed: {}", failure.toString());
    return new RefusedRequest(500, "node.failed", "the node failed; see its log");
  }

  private static void job(
      HttpExchange exchange, JobDesk desk, Acknowledgements acknowledgements, int maxEnvelopeBytes)
      throws IOException {
    String path = exchange.getRequestURI().getPath().substring(JOBS.length());
    if (path.endsWith(ACKNOWLEDGEMENT)) {
      acknowledgement(
          exchange,
          jobId(path.substring(0, path.length() - ACKNOWLEDGEMENT.length())),
          acknowledgements);
      return;
    }
    JobId id = jobId(path);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> state(exchange, submit(exchange, id, desk, maxEnvelopeBytes));
      case "GET" ->
          state(
              exchange,
              desk.find(id)
                  .orElseThrow(
                      () -> new RefusedRequest(404, "job.unknown", "expected a job of this node")));
      default -> throw new RefusedRequest(405, "request.method", "expected PUT or GET");
    }
  }

  /** Whether the job is taken on is decided by its terms; only then is the rest read. */
  private static JobState submit(
      HttpExchange exchange, JobId id, JobDesk desk, int maxEnvelopeBytes) throws IOException {
    requireLength(exchange, Integer.BYTES + JobSubmission.MAX_TERMS_BYTES + maxEnvelopeBytes);
    InputStream body = exchange.getRequestBody();
    JobTerms terms = JobSubmission.readTerms(body);
    return desk.submit(id, terms, () -> JobSubmission.readEnvelope(body, maxEnvelopeBytes));
  }

  private static void acknowledgement(
      HttpExchange exchange, JobId id, Acknowledgements acknowledgements) throws IOException {
    if (!exchange.getRequestMethod().equals("PUT")) {
      throw new RefusedRequest(405, "request.method", "expected PUT");
    }
    requireLength(exchange, MAX_ACKNOWLEDGEMENT_BYTES);
    byte[] json = exchange.getRequestBody().readNBytes(MAX_ACKNOWLEDGEMENT_BYTES);
    try {
      acknowledgements.accept(id, Json.MAPPER.readValue(json, SignedAcknowledgement.class));
    } catch (JacksonException e) {
      throw RefusedRequest.malformed("expected acknowledgement and signature in JSON");
    }
    exchange.sendResponseHeaders(204, -1);
  }

  private static JobId jobId(String text) {
    try {
      return JobId.of(text);
    } catch (AzraException e) {
      throw RefusedRequest.malformed("path: " + e.getMessage());
    }
  }

  /** A body that says itself that it is too long is not read at all. */
  private static void requireLength(HttpExchange exchange, int maxBytes) {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length != null && (!length.matches("[0-9]{1,18}") || Long.parseLong(length) > maxBytes)) {
      throw new RefusedRequest(
          413, "request.too-large", "body: expected at most %d bytes".formatted(maxBytes));
    }
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
    // at once: closing first waits for what is left of the request
    exchange.getResponseBody().flush();
  }
}
