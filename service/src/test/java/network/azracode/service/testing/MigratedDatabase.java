// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with every migration applied. */
public record MigratedDatabase(String url, DataSource dataSource, JdbcClient jdbc) {

  public static MigratedDatabase create() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    String url = PostgresServer.freshDatabase();
    dataSource.setUrl(url);
    Flyway.configure().dataSource(dataSource).load().migrate();
    return new MigratedDatabase(url, dataSource, JdbcClient.create(dataSource));
  }
}
