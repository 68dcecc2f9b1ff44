// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.client.Delivery;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.sealing.SealingKeyPair;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-25: a client speaks only to whoever holds the certificate that the signed offer names. */
class TlsTest {
  private static final int MAX_HANDSHAKES = 20;

  @TempDir Path folder;
  private final List<JobId> taken = new ArrayList<>();

  @Test
  void theCertificateThatTheOfferNamesIsBelievedAndNoOther() throws IOException {
    NodeCertificate certificate = selfSigned();
    try (var server = new NodeServer(Listening.onLoopback(certificate))) {
      serve(server);
      assertThat(server.endpoint().getScheme()).isEqualTo("https");
      try (var pinned = new ServiceHttp(server.endpoint(), certificate.fingerprint())) {
        assertThat(pinned.get("/v1/evidence").body()).containsExactly(5, 6);
      }
      assertUntrusted(server.endpoint(), Bytes32.of(BigInteger.ONE));
      assertUntrusted(server.endpoint(), Bytes32.ZERO);
    }
  }

  /** The signed offer vouches for it, and ends by itself; nobody else's dates count. */
  @Test
  void anExpiredCertificateThatTheOfferNamesIsBelieved() throws IOException {
    InstantSource longAgo = InstantSource.fixed(Instant.EPOCH);
    var expired = SelfSigned.in(folder.resolve("expired"), longAgo, new SecureRandom());
    try (var server = new NodeServer(Listening.onLoopback(expired))) {
      serve(server);
      try (var pinned = new ServiceHttp(server.endpoint(), expired.fingerprint())) {
        assertThat(pinned.get("/v1/evidence").body()).containsExactly(5, 6);
      }
      assertUntrusted(server.endpoint(), Bytes32.ZERO);
    }
  }

  /** It is told at once, not after the deadline, and the envelope does not leave. */
  @Test
  void anEnvelopeIsNotHandedToWhoeverHasAnotherCertificateThanTheOffers() throws Exception {
    var terms = Jobs.terms(1);
    try (var server = new NodeServer(Listening.onLoopback(selfSigned()))) {
      serve(server);
      var job =
          new OpenedJob(
              terms.id(Jobs.SETTLEMENT),
              terms,
              new byte[64],
              server.endpoint(),
              Bytes32.of(BigInteger.ONE));
      var keys = SealingKeyPair.random(new SecureRandom());
      try (var delivery = new Delivery(job, keys, Jobs.SETTLEMENT)) {
        for (ThrowingCallable ask :
            List.<ThrowingCallable>of(
                delivery::send, () -> delivery.await(InstantSource.system()))) {
          assertThatThrownBy(ask)
              .isInstanceOfSatisfying(
                  AzraException.class, e -> assertThat(e.code()).isEqualTo("tls.untrusted"));
        }
      }
    }
    assertThat(taken).isEmpty();
  }

  @Test
  void aSelfSignedCertificateStaysTheSameAndItsKeyIsTheOwnersAlone() throws IOException {
    assertThat(selfSigned().fingerprint()).isEqualTo(selfSigned().fingerprint());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
  }

  @Test
  void aStartThatWasBrokenOffBeforeTheCertificateBeginsAnew() throws IOException {
    Files.writeString(key(), "half");
    assertThat(selfSigned().fingerprint()).isNotEqualTo(Bytes32.ZERO);
  }

  @Test
  void filesThatAreNoCertificateAndKeyAreRefused() throws IOException {
    selfSigned();
    Path certificate = folder.resolve("tls-certificate.pem");
    assertThatThrownBy(() -> NodeCertificate.read(certificate, certificate))
        .hasMessageContaining("expected certificates and a key in PEM");
    assertThatThrownBy(() -> NodeCertificate.read(key(), key()))
        .hasMessageContaining("expected certificates and a key in PEM");
  }

  @Test
  void plainHttpIsForLoopbackAloneAndAWildcardNeedsAName() throws IOException {
    InetAddress anywhere = InetAddress.getByName("0.0.0.0");
    var url = Optional.of(URI.create("https://node.example:8443"));
    assertThatThrownBy(() -> new Listening(anywhere, 0, url, Optional.empty()))
        .hasMessageContaining("plain HTTP: expected a loopback address");
    var certificate = Optional.of(selfSigned());
    assertThatThrownBy(() -> new Listening(anywhere, 0, Optional.empty(), certificate))
        .hasMessageContaining("expected the URL by which clients reach");
    assertThat(new Listening(anywhere, 0, url, certificate).endpoint(1)).isEqualTo(url.get());
  }

  private static void assertUntrusted(URI endpoint, Bytes32 fingerprint) {
    try (var stranger = new ServiceHttp(endpoint, fingerprint)) {
      assertThatThrownBy(() -> stranger.get("/v1/evidence"))
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("tls.untrusted"));
    }
  }

  private void serve(NodeServer server) throws IOException {
    var book = new JobBook(folder.resolve("jobs"));
    var desk =
        new JobDesk(
            Jobs.SETTLEMENT,
            (id, submission, backlogSeconds) -> taken.add(id),
            (terms, envelope) -> Jobs.outcome(terms),
            book,
            job -> {});
    server.serve(
        () -> {
          throw new AssertionError("no offer is asked for");
        },
        () -> new byte[] {5, 6},
        desk,
        new Acknowledgements(Jobs.SETTLEMENT, book, ContractSignatures.NONE),
        1_024);
    awaitHandshake(server.endpoint());
  }

  /** The first one loads much: a slow machine may take longer over it than a client waits. */
  private static void awaitHandshake(URI endpoint) {
    boolean isSlow = true;
    for (int attempt = 0; attempt < MAX_HANDSHAKES && isSlow; attempt++) {
      try (var stranger = new ServiceHttp(endpoint, Bytes32.ZERO)) {
        stranger.get("/v1/evidence");
        isSlow = false;
      } catch (AzraException e) {
        isSlow = e.code().equals(ServiceHttp.UNREACHABLE);
      }
    }
  }

  private Path key() {
    return folder.resolve("tls-key.pem");
  }

  private NodeCertificate selfSigned() {
    return SelfSigned.in(folder, InstantSource.system(), new SecureRandom());
  }
}
