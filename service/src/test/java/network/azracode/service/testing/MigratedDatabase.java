// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with every migration applied. */
public record MigratedDatabase(String url, DataSource dataSource, JdbcClient jdbc) {

  public static MigratedDatabase create() {
    MigratedDatabase database = at(PostgresServer.freshDatabase());
    Flyway.configure().dataSource(database.dataSource()).load().migrate();
    return database;
  }

  /** One that was migrated before. */
  public static MigratedDatabase at(String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    return new MigratedDatabase(url, dataSource, JdbcClient.create(dataSource));
  }
}
