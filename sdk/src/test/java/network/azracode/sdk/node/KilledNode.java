// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/**
 * A node's process without chain and hardware: its real desk, book and server around an enclave
 * whose key, as a real one's, is another after every start, and whose every run comes out
 * differently. It says one line: port, key, receipts that it goes on to settle.
 */
final class KilledNode {
  private static final int MAX_MILLIS_OF_WORK = 15;

  private final SecureRandom random = new SecureRandom();
  private final KeySigner enclave = KeySigner.random(random);
  private final Path folder;

  private KilledNode(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    new KilledNode(Path.of(args[0])).live();
  }

  private void live() throws IOException, InterruptedException {
    var book = new JobBook(folder.resolve("jobs"));
    String kept =
        book.receipts().stream().map(job -> job.id().toString()).collect(Collectors.joining(","));
    Admission admission =
        (id, terms, backlogSeconds) -> {
          if (!terms.signer().equals(enclave.address())) {
            throw RefusedRequest.job("job.signer", "expected the present key");
          }
        };
    var desk = new JobDesk(Jobs.SETTLEMENT, admission, this::run, book, settled -> {});
    try (var server = new NodeServer(Jobs.PLAIN)) {
      server.serve(
          () -> {
            throw RefusedRequest.busy("node.starting", "no offer here");
          },
          () -> new byte[0],
          desk,
          new Acknowledgements(Jobs.SETTLEMENT, book, ContractSignatures.NONE),
          1_024);
      System.out.println(server.endpoint().getPort() + " " + enclave.address() + " " + kept);
      while (true) {
        desk.runNext();
      }
    }
  }

  private Outcome run(JobTerms terms, byte[] envelope) {
    note(terms);
    try {
      Thread.sleep(random.nextInt(MAX_MILLIS_OF_WORK));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    byte[] drawn = new byte[Bytes32.LENGTH];
    random.nextBytes(drawn);
    var receipt = new Receipt(terms.id(Jobs.SETTLEMENT), 10, 60, 60, 120, Bytes32.of(drawn));
    return new Outcome(
        receipt, enclave.sign(ReceiptBatch.of(receipt), Jobs.SETTLEMENT), new byte[16_384]);
  }

  /** What ran, ahead of its receipt, forced to disk. */
  private void note(JobTerms terms) {
    try (var ran = new FileOutputStream(folder.resolve("ran").toFile(), true)) {
      ran.write((terms.id(Jobs.SETTLEMENT) + "\n").getBytes(StandardCharsets.US_ASCII));
      ran.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
