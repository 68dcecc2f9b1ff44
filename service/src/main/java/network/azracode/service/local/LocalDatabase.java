// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.azracode.sdk.ledger.local.Orphan;

/** A real PostgreSQL as a child process, durable as in production; its data outlives the run. */
final class LocalDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;

  private LocalDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** Starts on a free port; returns when it answers. */
  static LocalDatabase start(Path folder) throws IOException {
    // a killed run leaves its server behind, which holds the data folder
    Orphan.stop(folder.resolve("postmaster.pid"), "postgres", folder);
    return new LocalDatabase(
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPGStartupWait(START_TIMEOUT)
            // the library switches both off, to be quick in tests
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "50")
            .start());
  }

  String url() {
    return postgres.getJdbcUrl(USER, USER);
  }

  String user() {
    return USER;
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
