// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with every migration applied. */
public record MigratedDatabase(String url, DataSource dataSource, JdbcClient jdbc) {
  private static final int SESSIONS = 2;

  /** Migrated once, by Flyway as in production; all others are copies of it. */
  private static final class Template {
    static final String URL = PostgresServer.freshDatabase();

    static {
      Flyway.configure().dataSource(at(URL).dataSource()).load().migrate();
    }
  }

  public static MigratedDatabase create() {
    return at(PostgresServer.copyOf(Template.URL));
  }

  /** One that was migrated before. */
  public static MigratedDatabase at(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    return new MigratedDatabase(url, dataSource, JdbcClient.create(dataSource));
  }

  /** The same, by {@link #sessions}. */
  MigratedDatabase pooled() {
    var pool = sessions();
    return new MigratedDatabase(url, pool, JdbcClient.create(pool));
  }

  /** Sessions that stay: to open one takes longer than most of what is asked. */
  public HikariDataSource sessions() {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(SESSIONS);
    return pool;
  }
}
