// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.output.ValidateResult;
import org.springframework.core.env.ConfigurableEnvironment;

/** Does the database answer, keep what it is given, and hold a schema of ours? */
final class DatabaseCheck {
  private static final int TIMEOUT_SECONDS = 5;
  private static final List<String> DURABILITY =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private final Settings settings;
  private final String url;
  private final Properties login = new Properties();

  DatabaseCheck(Settings settings, ConfigurableEnvironment environment) {
    this.settings = settings;
    this.url = environment.getProperty("spring.datasource.url", "");
    String user = environment.getProperty("spring.datasource.username");
    String password = environment.getProperty("spring.datasource.password");
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    login.setProperty("loginTimeout", String.valueOf(TIMEOUT_SECONDS));
    login.setProperty("connectTimeout", String.valueOf(TIMEOUT_SECONDS));
  }

  void lookInto(Inspection inspection) {
    String place = url.isEmpty() ? "database" : "database at " + withoutParameters();
    if (inspection.found(place, this::requireReachable).isEmpty()) {
      return;
    }
    if (settings.isProduction()) {
      inspection.check("database durability", this::requireDurable);
    }
    inspection.check("database schema", this::requireKnownSchema);
  }

  private boolean requireReachable() {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new AzraException(
          "database.unreachable",
          "spring.datasource.url: expected jdbc:postgresql://…, found "
              + (url.isEmpty() ? "nothing" : withoutParameters()));
    }
    try (Connection connection = connect()) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  private void requireDurable() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String setting : DURABILITY) {
        try (ResultSet answer = statement.executeQuery("SHOW " + setting)) {
          answer.next();
          if (answer.getString(1).equals("off")) {
            throw new AzraException("database.not-durable", setting + ": expected on, found off");
          }
        }
      }
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  /** Reads the history of migrations; what is still to be applied is no fault. */
  private void requireKnownSchema() {
    try {
      Flyway flyway =
          Flyway.configure()
              .dataSource(url, login.getProperty("user"), login.getProperty("password"))
              .ignoreMigrationPatterns("*:pending")
              .load();
      MigrationInfo[] all = flyway.info().all();
      requireNotNewer(all);
      if (Stream.of(all).noneMatch(migration -> migration.getState().isApplied())) {
        // a first start: nothing to compare
        return;
      }
      ValidateResult result = flyway.validateWithResult();
      for (ValidateOutput invalid : result.invalidMigrations) {
        throw new AzraException(
            "database.schema",
            "migration %s: expected as this program has it, found otherwise: %s"
                .formatted(invalid.version, oneLine(invalid.errorDetails.errorMessage)));
      }
    } catch (FlywayException e) {
      throw new AzraException(
          "database.schema",
          "expected a readable schema, found: " + oneLine(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static void requireNotNewer(MigrationInfo[] all) {
    for (MigrationInfo migration : all) {
      if (migration.getState().name().startsWith("FUTURE")) {
        throw new AzraException(
            "database.newer",
            "schema: expected at most version %s, found %s; this program is older than the schema"
                .formatted(newestOf(all), migration.getVersion()));
      }
    }
  }

  private static String newestOf(MigrationInfo[] all) {
    String newest = "none";
    for (MigrationInfo migration : all) {
      if (migration.getState().isResolved() && migration.getVersion() != null) {
        newest = migration.getVersion().toString();
      }
    }
    return newest;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, login);
  }

  private AzraException unreachable(SQLException e) {
    return new AzraException(
        "database.unreachable",
        "expected PostgreSQL at %s, found: %s"
            .formatted(withoutParameters(), oneLine(String.valueOf(e.getMessage()))),
        e);
  }

  /** Parameters may hold a password. */
  private String withoutParameters() {
    return url.replaceFirst("\\?.*", "");
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
