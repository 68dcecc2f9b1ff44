// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import network.azracode.service.chain.spi.Rows;
import network.azracode.service.testing.MigratedDatabase;

/** A migrated database that is emptied and used again, by a door that production has not. */
final class SimulatedTables implements AutoCloseable {
  private static final String HISTORY =
      """
      SELECT 'blocks' UNION ALL
      SELECT conrelid::regclass::text FROM pg_constraint
      WHERE contype = 'f' AND confrelid = 'blocks'::regclass AND conparentid = 0
        AND conrelid <> 'chain_cursor'::regclass\
      """;

  private final String url;
  private final Connection connection;
  private final PreparedStatement digests;
  private final String emptying;

  SimulatedTables() {
    MigratedDatabase database = MigratedDatabase.create();
    List<String> tables =
        database.jdbc().sql(HISTORY).query((row, index) -> row.getString(1)).list();
    String counts =
        tables.stream()
            .map(table ->
                "SELECT '%1$s', count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM %1$s t"
                    .formatted(table))
            .collect(Collectors.joining(" UNION ALL "));
    List<String> all = new ArrayList<>(tables);
    all.addAll(List.of("deep_reorganisations", "rebuilds", "chain_cursor"));
    this.emptying =
        all.stream()
            .map(table -> "DELETE FROM " + table)
            .collect(
                Collectors.joining(
                    ";",
                    "SET client_min_messages = error; DROP SCHEMA IF EXISTS azra_rebuild CASCADE;"
                        + "SET session_replication_role = replica;",
                    ";SET session_replication_role = origin"));
    this.url = database.url() + "&options=-csynchronous_commit=off";
    this.connection = another();
    try {
      this.digests = connection.prepareStatement(counts);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One more session over the same tables. */
  Connection another() {
    try {
      return DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection connection() {
    return connection;
  }

  void empty() throws SQLException {
    execute(emptying);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Count and digest of each table of history. */
  Map<String, String> digests() throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (ResultSet rows = digests.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    return found;
  }

  /** What is wrong with the cursor's marks, if anything is. */
  Optional<String> difference(HonestMarks honest) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT safe, finalized FROM chain_cursor")) {
      rows.next();
      return honest.difference(
          Rows.optionalLong(rows, "safe"), Rows.optionalLong(rows, "finalized"));
    }
  }

  long deepReorganisations() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM deep_reorganisations")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
