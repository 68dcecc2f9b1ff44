// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.sealing.ResultCommitment;
import network.azracode.sdk.sealing.SealedResult;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** N-12: a client believes of a node only what the enclave of its terms has signed. */
class DeliveryTest {
  private static final Domain SETTLEMENT = Domain.settlement(31_337, Address.ZERO);
  private static final byte[] RESULT = "\0answer".getBytes(UTF_8);
  private static final Bytes32 SALT = Bytes32.of(BigInteger.TEN);

  private final SecureRandom random = new SecureRandom();
  private final KeySigner enclave = KeySigner.random(random);
  private final SealingKeyPair resultKeys = SealingKeyPair.random(random);
  private final JobTerms terms =
      new JobTerms(
          Address.ZERO,
          new NodeId(1),
          enclave.address(),
          BigInteger.TEN,
          BigInteger.ONE,
          4_000_000_000L,
          Bytes32.ZERO,
          0);
  private final JobId id = terms.id(SETTLEMENT);
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theEnclavesResultIsOpened() throws Exception {
    CheckedResult result = delivered(outcome(id, enclave, commitment(), sealed()));
    assertThat(result.result().status()).isEqualTo(JobResult.Status.DONE);
    assertThat(result.result().output()).isEqualTo("answer".getBytes(UTF_8));
    assertThat(result.receipt().computeUnits()).isEqualTo(7);
  }

  @Test
  void aReceiptByAnotherKeyIsRefused() {
    assertRefused(outcome(id, KeySigner.random(random), commitment(), sealed()), "receipt.foreign");
  }

  @Test
  void aReceiptOfAnotherJobIsRefused() {
    var other = new JobId(Bytes32.of(BigInteger.TWO));
    assertRefused(outcome(other, enclave, commitment(), sealed()), "receipt.foreign");
  }

  @Test
  void aResultThatTheReceiptDoesNotCommitToIsRefused() {
    assertRefused(outcome(id, enclave, Bytes32.ZERO, sealed()), "result.commitment");
  }

  @Test
  void aResultSealedForAnotherJobIsRefused() {
    var other = new JobId(Bytes32.of(BigInteger.TWO));
    byte[] sealed = SealedResult.seal(resultKeys.publicKey(), other, SALT, RESULT, random);
    assertRefused(outcome(id, enclave, commitment(), sealed), "result.unopenable");
  }

  @Test
  void aReceiptWithoutAResultIsNoResult() {
    assertRefused(outcome(id, enclave, commitment(), new byte[0]), "result.none");
  }

  /** N-22: whatever the node held in its place, the client's own envelope gets there. */
  @Test
  void theEnvelopeIsHandedInUntilTheNodeHasIt() throws Exception {
    Deque<Scripted> script =
        new ArrayDeque<>(
            List.of(
                new Scripted("PUT", 409, "job.not-final", true),
                new Scripted("GET", 404, "job.unknown", false),
                new Scripted("PUT", 429, "job.attempts", true),
                new Scripted("GET", 422, "envelope.unopenable", false),
                new Scripted("PUT", 202, "", false)));
    byte[] body = Wire.encode(outcome(id, enclave, commitment(), sealed()));
    server.createContext("/v1/jobs/", exchange -> play(exchange, script.poll(), body));
    server.start();
    try (var delivery = delivery()) {
      delivery.send();
      assertThat(delivery.await(InstantSource.system()).receipt().computeUnits()).isEqualTo(7);
    }
    assertThat(script).isEmpty();
  }

  @Test
  void aRefusalForGoodIsTold() {
    server.createContext(
        "/v1/jobs/",
        exchange -> play(exchange, new Scripted("PUT", 409, "job.price", false), new byte[0]));
    server.start();
    try (var delivery = delivery()) {
      assertCode(delivery::send, "job.price");
    }
  }

  private record Scripted(String method, int status, String code, boolean passing) {}

  /** Plays the next answer of a script; at its end the job is finished. */
  private static void play(HttpExchange exchange, @Nullable Scripted next, byte[] finished)
      throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (next == null) {
        exchange.sendResponseHeaders(200, finished.length);
        exchange.getResponseBody().write(finished);
        return;
      }
      if (next.passing) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      boolean expected = exchange.getRequestMethod().equals(next.method);
      byte[] problem = "{\"code\":\"%s\",\"detail\":\"\"}".formatted(next.code).getBytes(UTF_8);
      exchange.sendResponseHeaders(expected ? next.status : 500, problem.length);
      exchange.getResponseBody().write(problem);
    }
  }

  @Test
  void nothingIsAwaitedBeyondTheDeadline() {
    server.createContext(
        "/v1/jobs/",
        exchange -> {
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    try (Delivery delivery = delivery()) {
      assertCode(() -> delivery.await(this::late), "job.late");
    }
  }

  @Test
  void aResultThatIsThereIsOpenedAlsoAfterTheDeadline() throws Exception {
    try (Delivery delivery = serving(outcome(id, enclave, commitment(), sealed()))) {
      assertThat(delivery.await(this::late).receipt().computeUnits()).isEqualTo(7);
    }
  }

  /** A node that is started again finds its receipts on its disk; its client waits for that. */
  @Test
  void aNodeThatCannotBeReachedMayComeBack() throws Exception {
    // bound, and not listening: nobody else gets the port, and whoever connects is refused
    var taken = new Socket();
    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = taken.getLocalPort();
    try (var delivery = deliveryTo(port);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      delivery.send();
      var asked = new CountDownLatch(2);
      InstantSource clock =
          () -> {
            asked.countDown();
            return Instant.now();
          };
      var result = threads.submit(() -> delivery.await(clock));
      asked.await();
      taken.close();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      serve(outcome(id, enclave, commitment(), sealed()));
      assertThat(result.get().receipt().computeUnits()).isEqualTo(7);
    }
  }

  private Instant late() {
    return Instant.ofEpochSecond(terms.deadline() + 1);
  }

  private byte[] sealed() {
    return SealedResult.seal(resultKeys.publicKey(), id, SALT, RESULT, random);
  }

  private static Bytes32 commitment() {
    return ResultCommitment.of(SALT, RESULT);
  }

  private static Outcome outcome(
      JobId id, KeySigner signer, Bytes32 commitment, byte[] sealedResult) {
    var receipt = new Receipt(id, 7, 0, 0, 0, commitment);
    var signature = signer.sign(ReceiptBatch.of(receipt).digest(SETTLEMENT));
    return new Outcome(receipt, signature, sealedResult);
  }

  private void assertRefused(Outcome outcome, String code) {
    assertCode(() -> delivered(outcome), code);
  }

  private static void assertCode(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private CheckedResult delivered(Outcome outcome) throws Exception {
    try (Delivery delivery = serving(outcome)) {
      delivery.send();
      return delivery.await(InstantSource.system());
    }
  }

  /** A node that hands out this outcome, whatever job it is asked for. */
  private Delivery serving(Outcome outcome) {
    serve(outcome);
    return delivery();
  }

  private void serve(Outcome outcome) {
    byte[] body = Wire.encode(outcome);
    server.createContext(
        "/v1/jobs/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  private Delivery delivery() {
    return deliveryTo(server.getAddress().getPort());
  }

  private Delivery deliveryTo(int port) {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    return new Delivery(
        new OpenedJob(id, terms, new byte[1], endpoint, Bytes32.ZERO), resultKeys, SETTLEMENT);
  }
}
