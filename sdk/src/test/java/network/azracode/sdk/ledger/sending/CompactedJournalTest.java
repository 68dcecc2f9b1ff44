// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;

/** The contract of stores while the journal is rewritten at every step, and what that is for. */
class CompactedJournalTest extends JournalStoreTest {
  @Override
  long compactAboveBytes() {
    return 1;
  }

  /** [T-32] */
  @Test
  void whatIsSettledTakesLittleRoomAndKeepsItsIdForEver() throws IOException {
    SubmissionStore store = reopened();
    for (int i = 0; i < 50; i++) {
      settle(store, intent(i));
    }
    long bytes = Files.size(file());
    assertThat(bytes).isLessThan(50 * 500L);

    SubmissionStore later = reopened();
    assertThat(later.intend(intent(7))).isInstanceOf(Submission.Settled.class);
    assertThatThrownBy(
            () -> later.intend(new Intent("i7", Address.ZERO, Optional.empty(), Octets.of("0x01"))))
        .asInstanceOf(type(AzraException.class))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("intent.conflict"));
    later.intend(intent(50));
    var next = (Submission.Signed) later.sign(intent(50), 0, CompactedJournalTest::attempt);
    assertThat(next.nonce()).isEqualTo(50);
  }

  /** [T-32] A death while the replacement is written leaves the old journal, which counts. */
  @Test
  void halfAReplacementIsForgotten() throws IOException {
    reopened().intend(intent(1));
    close();
    Path next = file().resolveSibling(file().getFileName() + ".next");
    Files.writeString(next, "{\"step\":\"intended\",\"int");
    assertThat(reopened().find(intent(1))).contains(new Submission.Planned(intent(1)));
    assertThat(next).doesNotExist();
  }

  /**
   * [T-32] Killed at any instant, also in the middle of a rewriting, it has all it acknowledged.
   */
  @Test
  void aKilledProcessLeavesAllThatItAcknowledged() throws Exception {
    for (int round = 0; round < 2; round++) {
      Process process =
          ChildJvm.of(Writer.class)
              .process(file().toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int acknowledged = -1;
      try (var lines = process.inputReader(StandardCharsets.US_ASCII)) {
        for (int i = 0; i < 12 + 9 * round; i++) {
          acknowledged = number(lines.readLine(), acknowledged);
        }
        // its own method would close what the process has still written
        process.toHandle().destroyForcibly();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          acknowledged = number(line, acknowledged);
        }
      }
      process.waitFor();
      SubmissionStore store = reopened();
      for (int i = 0; i <= acknowledged; i++) {
        assertThat(store.find(intent(i)).orElseThrow())
            .as("intent %d of %d, round %d", i, acknowledged, round)
            .isInstanceOf(Submission.Settled.class);
      }
      close();
    }
  }

  /** Other lines are the logging's own. */
  private static int number(String line, int before) {
    return line.matches("[0-9]+") ? Integer.parseInt(line) : before;
  }

  /** Settles one intent after the other, and says so. */
  static final class Writer {
    public static void main(String[] arguments) {
      try (JournalStore store = JournalStore.open(Path.of(arguments[0]), 2_000)) {
        for (int i = 0; ; i++) {
          settle(store, intent(i));
          System.out.println(i);
        }
      }
    }
  }

  private static void settle(SubmissionStore store, Intent intent) {
    store.intend(intent);
    if (store.sign(intent, 0, CompactedJournalTest::attempt) instanceof Submission.Signed signed) {
      Bytes32 hash = signed.newest().transaction().hash();
      store.include(intent, new Inclusion(hash, 1, Bytes32.ZERO, true), true);
    }
  }

  private static Intent intent(int number) {
    byte[] data = ("what is to be done " + number).repeat(40).getBytes(StandardCharsets.US_ASCII);
    return new Intent("i" + number, Address.ZERO, Optional.of(Address.ZERO), Octets.of(data));
  }

  private static Attempt attempt(long nonce) {
    byte[] bytes = ("signed " + nonce).repeat(100).getBytes(StandardCharsets.US_ASCII);
    return new Attempt(
        nonce,
        21_000,
        new Fees(BigInteger.ONE, BigInteger.TEN),
        new SignedTransaction(Keccak.hash(bytes), bytes),
        Instant.EPOCH);
  }
}
