// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
    assertThat(book.all(NOW)).hasSize(2);
  }

  @Test
  void onlyAgeDeletes() throws IOException {
    var book = new JobBook(folder);
    var job = finished(1);
    book.keep(job);
    Instant deadline = Instant.ofEpochSecond(job.terms().deadline());
    assertThat(book.all(deadline.plusSeconds(7 * 86_400 - 1))).hasSize(1);
    assertThat(book.all(deadline.plusSeconds(7 * 86_400))).isEmpty();
    assertThat(book.find(job.outcome().receipt().jobId())).isEmpty();
  }

  private static FinishedJob finished(long nonce) {
    var terms = Jobs.terms(nonce);
    return new FinishedJob(terms, Jobs.outcome(terms));
  }
}
