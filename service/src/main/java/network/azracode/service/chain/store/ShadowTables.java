// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.Projection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The chain's tables once more, empty, in a schema that nobody reads: what the chain is replayed
 * into. They have keys and checks but no rules of history, save that rows go with their block and
 * that only the last leader writes, and are lost with a crash of the database: a rebuild then
 * starts over.
 */
public final class ShadowTables implements AutoCloseable {
  private static final String SCHEMA = "azra_rebuild";
  private static final List<String> SPINE = List.of("blocks", "chain_cursor");
  private static final String QUARANTINE = "quarantined_logs";
  private static final String FIRST_DIFFERENCE =
      """
      SELECT min(number) FROM blocks p FULL JOIN azra_rebuild.blocks s USING (number)
      WHERE (p.hash, p.parent_hash, p.time) IS DISTINCT FROM (s.hash, s.parent_hash, s.time)\
      """;

  private static final String IS_SAME =
      """
      SELECT EXISTS (SELECT hash FROM blocks WHERE number = ?
        INTERSECT SELECT hash FROM azra_rebuild.blocks WHERE number = ?)\
      """;

  /** A leader that slept through its successor's election finds these tables by their names. */
  private static final String FENCED =
      """
      CREATE TRIGGER fenced BEFORE INSERT OR DELETE ON azra_rebuild.blocks
        FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_deposed_writer();
      CREATE TRIGGER fenced BEFORE UPDATE ON azra_rebuild.chain_cursor
        FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_deposed_writer()\
      """;

  /** What a rebuild is refused with if a final block differs. */
  public static final String REFUSED = "rebuild.refused";

  private final List<Projection> projections;
  private final SingleConnectionDataSource session;

  private ShadowTables(List<Projection> projections, SingleConnectionDataSource session) {
    this.projections = projections;
    this.session = session;
  }

  /** Begins anew, whatever an earlier rebuild left. */
  public static ShadowTables create(DataSource database, List<Projection> projections) {
    drop(database);
    ShadowTables shadow = new ShadowTables(projections, session(database));
    try {
      shadow.create();
      return shadow;
    } catch (RuntimeException failed) {
      shadow.close();
      throw failed;
    }
  }

  private void create() {
    JdbcTemplate jdbc = new JdbcTemplate(session);
    jdbc.execute("CREATE SCHEMA " + SCHEMA);
    SPINE.forEach(table -> copy(jdbc, table, table.equals("blocks") ? "number" : "single"));
    history().forEach(table -> copy(jdbc, table, "block_number, log_index"));
    jdbc.execute(rowsGoWithTheirBlocks(history()));
    jdbc.execute(FENCED);
    jdbc.execute("SET search_path TO %s, public".formatted(SCHEMA));
  }

  /** Takes away what a rebuild left that was killed. */
  public static void drop(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute(
        "SET client_min_messages TO warning; DROP SCHEMA IF EXISTS %s CASCADE".formatted(SCHEMA));
  }

  private static void copy(JdbcTemplate jdbc, String table, String key) {
    jdbc.execute(
        "CREATE UNLOGGED TABLE %1$s.%2$s (LIKE public.%2$s INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
            .formatted(SCHEMA, table));
    jdbc.execute("ALTER TABLE %s.%s ADD PRIMARY KEY (%s)".formatted(SCHEMA, table, key));
  }

  /** The chain may reorganise while it is replayed, and these tables have no foreign keys. */
  private static String rowsGoWithTheirBlocks(List<String> history) {
    String deletions =
        history.stream()
            .map(
                table -> "DELETE FROM %s.%s WHERE block_number >= lowest;".formatted(SCHEMA, table))
            .collect(Collectors.joining("\n  "));
    return """
    CREATE FUNCTION %1$s.take_rows_along() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE lowest bigint := (SELECT min(number) FROM gone);
    BEGIN
      %2$s
      RETURN NULL;
    END $$;
    CREATE TRIGGER takes_rows_along AFTER DELETE ON %1$s.blocks REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION %1$s.take_rows_along()\
    """
        .formatted(SCHEMA, deletions);
  }

  /**
   * Writes into these tables alone.
   *
   * @param fence of the instance that rebuilds: by it a successor finds a transaction that sleeps
   */
  public LedgerWriter writer(Deployment deployment, Fence fence) {
    return new LedgerWriter(
        new JdbcTemplate(session),
        new JdbcTransactionManager(session),
        projections,
        deployment,
        fence);
  }

  /**
   * Makes the ledger's tables equal to these, within the transaction that is open: whoever reads
   * sees the old ones until it ends. Only what differs is touched.
   *
   * @param cursor of the ledger
   * @return how many rows were taken away and added; the moved cursor is the caller's to write
   * @throws AzraException {@code rebuild.refused} if a final block differs: that is a
   *     reorganisation
   */
  Difference takeOver(JdbcTemplate ledger, Cursor cursor) {
    Cursor replayed = writtenCursor();
    BlockReference head = replayed.head().orElseThrow();
    ledger.update(
        "INSERT INTO rebuilds (head, head_hash) VALUES (?, ?)",
        head.number(),
        head.hash().toByteArray());
    int removed = replaceBlocks(ledger, cursor);
    int added = 0;
    for (String table : history()) {
      removed += ledger.update(deletion(table));
    }
    for (String table : history()) {
      added += ledger.update(insertion(table));
    }
    return new Difference(replayed, removed, added);
  }

  /** What a rebuild changed. */
  record Difference(Cursor replayed, int removed, int added) {}

  private int replaceBlocks(JdbcTemplate ledger, Cursor cursor) {
    cursor.finalized().ifPresent(last -> requireSameFinalBlock(ledger, last));
    Long difference = ledger.queryForObject(FIRST_DIFFERENCE, Long.class);
    if (difference == null) {
      return 0;
    }
    if (cursor.finalized().filter(last -> difference <= last).isPresent()) {
      throw refused(difference);
    }
    int removed = ledger.update("DELETE FROM blocks WHERE number >= ?", difference);
    ledger.update(
        "INSERT INTO blocks SELECT * FROM azra_rebuild.blocks WHERE number >= ? ORDER BY number",
        difference);
    return removed;
  }

  /** One look at one block before all are compared: it is asked again until somebody decides. */
  private static void requireSameFinalBlock(JdbcTemplate ledger, long last) {
    if (!Boolean.TRUE.equals(ledger.queryForObject(IS_SAME, Boolean.class, last, last))) {
      throw refused(last);
    }
  }

  private static AzraException refused(long block) {
    return new AzraException(
        REFUSED,
        "block %d: expected the final one that the ledger holds, found another".formatted(block));
  }

  private static String deletion(String table) {
    return """
    DELETE FROM public.%1$s p
    USING (SELECT * FROM public.%1$s EXCEPT SELECT * FROM azra_rebuild.%1$s) w
    WHERE (p.block_number, p.log_index, p.block_time)
        = (w.block_number, w.log_index, w.block_time)\
    """
        .formatted(table);
  }

  private static String insertion(String table) {
    return """
    INSERT INTO public.%1$s
    SELECT * FROM (SELECT * FROM azra_rebuild.%1$s EXCEPT SELECT * FROM public.%1$s) m
    ORDER BY block_number, log_index\
    """
        .formatted(table);
  }

  /** In the order in which rows are written: openings before endings. */
  private List<String> history() {
    return Stream.concat(
            projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .map(EventTable::name),
            Stream.of(QUARANTINE))
        .distinct()
        .toList();
  }

  private Cursor writtenCursor() {
    return new CursorTable(JdbcClient.create(session)).read();
  }

  private static SingleConnectionDataSource session(DataSource database) {
    try {
      return new SingleConnectionDataSource(database.getConnection(), true);
    } catch (SQLException e) {
      throw new AzraException("ledger.unavailable", String.valueOf(e.getMessage()), e);
    }
  }

  /** A connection that goes back to a pool must not take the search path along. */
  @Override
  public void close() {
    try (Connection connection = session.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("RESET search_path");
    } catch (SQLException broken) {
      // it does not come back
    }
    session.destroy();
  }
}
