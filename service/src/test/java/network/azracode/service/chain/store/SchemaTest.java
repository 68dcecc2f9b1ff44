// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every table must be like, those of later migrations included. */
class SchemaTest {
  private static JdbcClient jdbc;

  @BeforeAll
  static void migrate() {
    jdbc = MigratedDatabase.create().jdbc();
  }

  /** What has a length has a limit: nothing grows with what a client computes. */
  @Test
  @DisplayName("D-1 no column can hold payload")
  void everyColumnIsOfAFixedWidthOrBounded() {
    assertThat(
            strings(
                """
                SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type
                FROM information_schema.columns c
                JOIN pg_class r ON r.relname = c.table_name AND r.relkind IN ('r', 'p')
                  AND r.relnamespace = 'public'::regnamespace AND NOT r.relispartition
                WHERE c.table_schema = 'public' AND c.table_name <> 'flyway_schema_history'
                  AND c.data_type NOT IN ('bigint', 'integer', 'smallint', 'boolean', 'xid8',
                    'numeric', 'timestamp with time zone', 'uuid')
                  AND NOT EXISTS (  -- a domain that fixes the length
                    SELECT FROM pg_type t JOIN pg_constraint k ON k.contypid = t.oid
                    WHERE t.typname = c.domain_name
                      AND pg_get_constraintdef(k.oid) ~ 'octet_length')
                  AND NOT EXISTS (  -- a check on the column that bounds it or lists its words
                    SELECT FROM pg_constraint k
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = c.column_name
                    WHERE k.conrelid = r.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)
                      AND pg_get_constraintdef(k.oid)
                        ~ ('(length\\(' || c.column_name || '\\)|= ANY)'))
                  AND coalesce(c.character_maximum_length, 1000000) > 2048\
                """))
        .isEmpty();
  }

  @Test
  @DisplayName("D-2 no row of the chain holds a wall-clock time")
  void chainRowsHoldNoWallClock() {
    assertThat(
            strings(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE data_type LIKE 'time%' AND table_name IN (
                  SELECT conrelid::regclass::text FROM pg_constraint
                  WHERE confrelid = 'blocks'::regclass
                  UNION SELECT unnest(ARRAY['blocks', 'chain_cursor', 'deep_reorganisations']))\
                """))
        .isEmpty();
  }

  @Test
  @DisplayName("D-3 history is partitioned by block time, and goes with its block")
  void everyHistoryTableIsPartitionedAndTiedToItsBlock() {
    assertThat(
            strings(
                """
                SELECT c.relname FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'block_time'
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                  AND NOT c.relispartition
                  AND NOT (pg_get_partkeydef(c.oid) = 'RANGE (block_time)'
                    AND (SELECT count(*) FROM pg_inherits WHERE inhparent = c.oid) >= 1
                    AND EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid
                      AND k.confrelid = 'blocks'::regclass AND k.confdeltype = 'c')
                    AND (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid
                      AND t.tgname IN
                        ('unchanged', 'with_its_block', 'not_truncated', 'tied')) = 4)\
                """))
        .isEmpty();
    assertThat(strings("SELECT relname FROM pg_class WHERE relkind = 'p'")).hasSizeGreaterThan(20);
  }

  /** A queue beside the rows could be stuck, or tell what was rolled back. */
  @Test
  @DisplayName("D-23 S21 nothing waits to be published: committed rows are the only queue")
  void committedRowsAreTheOnlyQueue() {
    assertThat(
            strings(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace
                  AND relname ~ '(event_publication|outbox|queue)'
                UNION ALL
                SELECT proname FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'notify'\
                """))
        .isEmpty();
  }

  @Test
  void everyTableAndViewSaysWhatItHolds() {
    assertThat(
            strings(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')
                  AND NOT relispartition AND relname <> 'flyway_schema_history'
                  AND obj_description(oid, 'pg_class') IS NULL\
                """))
        .isEmpty();
  }

  private static List<String> strings(String sql) {
    return jdbc.sql(sql).query((row, index) -> row.getString(1)).list();
  }
}
