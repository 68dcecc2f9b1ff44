// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.attestation.DevelopmentScene;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.sealing.Envelope;
import network.azracode.sdk.sealing.JobSpec;
import network.azracode.sdk.sealing.SealingKeyPair;
import network.azracode.sdk.testnode.Market;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** K-11: whoever loses a nonce to another process seals and opens again, together. */
@TestInstance(Lifecycle.PER_CLASS)
class NonceRaceTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final int JOBS_EACH = 3;

  private final SecureRandom random = new SecureRandom();
  private final SealingKeyPair enclave = SealingKeyPair.random(random);
  @TempDir private static Path folder;
  private Market market;
  private Network network;
  private CheckedNode node;

  @BeforeAll
  void open() {
    market = new Market(folder);
    network =
        new Network(
            market.deployment(),
            market.chain(),
            Finality.parse("depth:1"),
            new ServiceHttp(NOWHERE));
    AffirmedEvidence affirmed =
        new DevelopmentScene(folder.resolve("tee")).affirmed(enclave.publicKey());
    node = new CheckedNode(affirmed, offer(affirmed), market.attestedUntil() - 1);
  }

  @AfterAll
  void close() {
    network.service().close();
    market.close();
  }

  @Test
  void twoProcessesWithOneAccountOpenAllTheirJobs() throws Exception {
    List<Future<List<OpenedJob>>> running = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : List.of("first", "second")) {
        Client client = client(name);
        running.add(
            threads.submit(() -> {
              start.await();
              return openSome(client);
            }));
      }
    }
    List<OpenedJob> opened = new ArrayList<>();
    for (Future<List<OpenedJob>> jobs : running) {
      opened.addAll(jobs.get());
    }
    assertThat(opened).map(job -> job.terms().nonce()).doesNotHaveDuplicates();
    assertThat(opened).hasSize(2 * JOBS_EACH).allSatisfy(this::requireOpenAndSealedToItsTerms);
  }

  @Test
  void onlyATakenNonceIsTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    assertThatThrownBy(() ->
            NonceRace.run(() -> {
              attempts.incrementAndGet();
              return market
                  .sender("stranger", market.enclave())
                  .submit("open", market.settlement().open(market.jobOrder(0)));
            }))
        .isInstanceOf(AzraException.class);
    assertThat(attempts).hasValue(1);
  }

  private List<OpenedJob> openSome(Client client) {
    List<OpenedJob> opened = new ArrayList<>();
    for (int i = 0; i < JOBS_EACH; i++) {
      var input = "paper".getBytes(UTF_8);
      opened.add(
          client.open(
              node, new JobRequest(DevelopmentScene.PROGRAM, input, 10, Duration.ofMinutes(5))));
    }
    return opened;
  }

  /** The envelope opens under the id of the terms that are on chain, and holds what they say. */
  private void requireOpenAndSealedToItsTerms(OpenedJob job) {
    assertThat(market.settlement().latest().job(job.id()).isOpen()).isTrue();
    byte[] plaintext = Envelope.open(enclave.privateKey(), job.id(), job.envelope());
    assertThat(JobSpec.parse(plaintext).specCommitment()).isEqualTo(job.terms().specCommitment());
  }

  /** As one process: a store of its own, and no word with the other. */
  private Client client(String name) {
    Sender sender = market.sender(name, market.clientKey());
    return new Client(network, market.clientKey(), sender, InstantSource.system(), random);
  }

  private static Offer offer(AffirmedEvidence of) {
    return new Offer(
        of.nodeId(),
        of.policy(),
        BigInteger.ONE,
        0,
        1_000,
        1 << 20,
        NOWHERE.toString(),
        Bytes32.ZERO,
        (1L << 40) - 1,
        1);
  }
}
