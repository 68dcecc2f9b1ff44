// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import network.azracode.sdk.ledger.local.OwnProcess;
import network.azracode.sdk.protocol.AzraException;

/** A real PostgreSQL as a child process, durable as in production; its data outlives the run. */
final class LocalDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String PROGRAM = "postgres";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /** In the data folder once a server has answered from it. */
  private static final String COMPLETE = "azra-complete";

  private final EmbeddedPostgres postgres;
  private final OwnProcess postmaster;

  private LocalDatabase(EmbeddedPostgres postgres, OwnProcess postmaster) {
    this.postgres = postgres;
    this.postmaster = postmaster;
  }

  /** Starts on a free port; returns when it answers. */
  static LocalDatabase start(Path folder) throws IOException {
    // a killed run leaves its server behind, which holds the data folder
    stopLeft(folder);
    Path complete = folder.resolve(COMPLETE);
    if (Files.exists(folder) && Files.notExists(complete)) {
      // its very first start was cut off, so nothing was ever written to it
      Aside.move(folder);
    }
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setPGStartupWait(START_TIMEOUT)
            // its own hook would race with ours, and complains of a server that was stopped before
            .setRegisterShutdownHook(false)
            // the library switches both off, to be quick in tests
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "50")
            .start();
    OwnProcess postmaster =
        find(folder)
            .orElseThrow(() ->
                new AzraException(
                    "database.failed", "expected a server on %s, found none".formatted(folder)));
    if (Files.notExists(complete)) {
      Files.createFile(complete);
    }
    return new LocalDatabase(postgres, postmaster);
  }

  /** Stops a server on this folder that nobody holds any more. */
  static void stopLeft(Path folder) throws IOException {
    find(folder).ifPresent(OwnProcess::stop);
  }

  private static Optional<OwnProcess> find(Path folder) throws IOException {
    return OwnProcess.find(folder.resolve("postmaster.pid"), PROGRAM);
  }

  String url() {
    return postgres.getJdbcUrl(USER, USER);
  }

  String user() {
    return USER;
  }

  /** Completed when the server ends, whoever ended it. */
  CompletableFuture<?> ended() {
    return postmaster.handle().onExit();
  }

  /** The library allows it five seconds only, too few for a busy disk. */
  @Override
  public void close() {
    postmaster.stop();
  }
}
