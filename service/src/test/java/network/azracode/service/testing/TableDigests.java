// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One digest per table of the chain's history: equal digests, equal tables. */
public final class TableDigests {
  private TableDigests() {}

  /** Of the blocks and of every table tied to them, as they are at one moment. */
  public static Map<String, String> of(JdbcClient jdbc) {
    Map<String, String> digests = new TreeMap<>();
    jdbc.sql(
            historyTables(jdbc).stream()
                .map(TableDigests::digest)
                .collect(Collectors.joining(" UNION ALL ")))
        .query(row -> {
          digests.put(row.getString(1), row.getString(2));
        });
    return digests;
  }

  private static String digest(String table) {
    return ("SELECT '%1$s', count(*) || ' ' ||"
            + " coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM %1$s t")
        .formatted(table);
  }

  private static List<String> historyTables(JdbcClient jdbc) {
    return jdbc.sql(
            """
            SELECT 'blocks' UNION ALL
            SELECT conrelid::regclass::text FROM pg_constraint
            WHERE contype = 'f' AND confrelid = 'blocks'::regclass AND conparentid = 0
              AND conrelid <> 'chain_cursor'::regclass\
            """)
        .query((row, index) -> row.getString(1))
        .list();
  }
}
