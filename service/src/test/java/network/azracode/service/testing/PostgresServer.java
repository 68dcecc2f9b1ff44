// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.process.FreePort;
import org.springframework.util.FileSystemUtils;

/**
 * One PostgreSQL server for all tests of this JVM, as durable as a real one; it ends with the JVM.
 */
public final class PostgresServer {
  /** For the servers of all tests: it only guards against one that never starts. */
  public static final Duration STARTUP = Duration.ofMinutes(2);

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Started {
    static final EmbeddedPostgres SERVER = start();
  }

  /** Creates an empty database and tells its JDBC URL; the user is {@code postgres}. */
  public static String freshDatabase() {
    return created("template1");
  }

  /** As {@link #freshDatabase}, a copy of one that nobody is connected to. */
  static String copyOf(String url) {
    return created(url.replaceAll(".*/([^?]+).*", "$1"));
  }

  private static String created(String template) {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
    return Started.SERVER.getJdbcUrl("postgres", name);
  }

  private static EmbeddedPostgres start() {
    try {
      Path data = Files.createTempDirectory("azra-postgres");
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(STARTUP)
              // the one that it draws by itself is bound seconds later, by whoever is first
              .setPort(FreePort.draw())
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(data)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL", e);
    }
  }

  /** At once: nobody reads what an orderly end would bring to disk, which takes many seconds. */
  private static void end(Path data) {
    try {
      String server = Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip();
      new ProcessBuilder("kill", "-QUIT", server).start().waitFor();
      for (int waits = 0; waits < 100 && isAlive(server); waits++) {
        Thread.sleep(50);
      }
      FileSystemUtils.deleteRecursively(data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop PostgreSQL", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isAlive(String process) {
    return ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive).isPresent();
  }
}
