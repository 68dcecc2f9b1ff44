// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-7: a receipt is on disk before its result leaves. */
class JobBookTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  @TempDir Path folder;

  @Test
  void aKeptJobIsThereForWhoeverOpensTheBookNext() throws IOException {
    var job = finished(1);
    new JobBook(folder).keep(job);
    var found = new JobBook(folder).find(job.outcome().receipt().jobId());
    assertThat(found).get().usingRecursiveComparison().isEqualTo(job);
  }

  @Test
  void keepingTwiceLeavesOneJob() throws IOException {
    var book = new JobBook(folder);
    book.keep(finished(1));
    book.keep(finished(1));
    book.keep(finished(2));
    assertThat(book.receipts()).hasSize(2);
  }

  @Test
  void onlyAgeDeletes() throws IOException {
    var book = new JobBook(folder, Duration.ofDays(3));
    var job = finished(1);
    book.keep(job);
    Instant deadline = Instant.ofEpochSecond(job.terms().deadline());
    assertThat(book.sweep(deadline.plusSeconds(3 * 86_400 - 1))).isZero();
    assertThat(book.receipts()).hasSize(1);
    assertThat(book.sweep(deadline.plusSeconds(3 * 86_400))).isEqualTo(1);
    assertThat(book.receipts()).isEmpty();
    assertThat(book.find(job.id())).isEmpty();
  }

  /** A start reads every receipt at once: results, of mebibytes each, stay on disk. */
  @Test
  void receiptsComeWithoutResults() throws IOException {
    var book = new JobBook(folder);
    book.keep(finished(1));
    assertThat(book.receipts().getFirst().outcome().sealedResult()).isEmpty();
    assertThat(book.find(finished(1).id()).orElseThrow().outcome().sealedResult()).isNotEmpty();
  }

  @Test
  void whatAKillLeftOfAWriteIsClearedAndADamagedFileStopsNoStart() throws IOException {
    new JobBook(folder).keep(finished(1));
    Path draft = Files.write(folder.resolve(finished(2).id() + ".cbor.new"), new byte[] {1});
    Path damaged = Files.write(folder.resolve(finished(3).id() + ".cbor"), new byte[] {1});

    var book = new JobBook(folder);

    assertThat(book.receipts()).hasSize(1);
    assertThat(book.sweep(NOW)).isZero();
    assertThat(draft).doesNotExist();
    assertThat(damaged).exists();
  }

  /** A full disk, by a folder in the draft's way: nothing of the job is left. */
  @Test
  void whatCannotBeKeptIsNotKeptInPart() throws IOException {
    var book = new JobBook(folder);
    Path inTheWay = Files.createDirectory(folder.resolve(finished(1).id() + ".cbor.new"));
    assertThatThrownBy(() -> book.keep(finished(1))).isInstanceOf(UncheckedIOException.class);
    assertThat(book.find(finished(1).id())).isEmpty();
    Files.deleteIfExists(inTheWay);
    book.keep(finished(1));
    assertThat(book.find(finished(1).id())).isPresent();
  }

  private static FinishedJob finished(long nonce) {
    var terms = Jobs.terms(nonce);
    return new FinishedJob(terms, Jobs.outcome(terms));
  }
}
