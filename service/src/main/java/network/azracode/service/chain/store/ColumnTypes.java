// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the columns of the ledger's tables are made of, domains taken down to their base. */
final class ColumnTypes {
  private static final String SELECT =
      """
      SELECT c.relname, a.attname, coalesce(b.typname, t.typname) AS type
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type b ON b.oid = t.typbasetype
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT c.relispartition\
      """;

  private final Map<String, String> types = new HashMap<>();

  ColumnTypes(JdbcTemplate jdbc) {
    jdbc.query(
        SELECT,
        row -> {
          types.put(
              row.getString("relname") + "." + row.getString("attname"), row.getString("type"));
        });
  }

  /**
   * PostgreSQL's own name, such as {@code int8}.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  String of(String table, String column) {
    String type = types.get(table + "." + column);
    if (type == null) {
      throw new IllegalArgumentException(
          "expected column %s in table %s, found none".formatted(column, table));
    }
    return type;
  }
}
