// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Finality;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers in read-only snapshots of the database. */
@Component
public class SnapshotLedger implements Ledger {
  private static final String SELECT =
      """
      SELECT b.number, b.hash, b.time,
             CASE WHEN b.number <= c.finalized THEN 'FINALIZED'
                  WHEN b.number <= c.safe THEN 'SAFE' ELSE 'HEAD' END AS finality,
             COALESCE((SELECT max(id) FROM rebuilds), 0) AS rebuild
      FROM chain_cursor c JOIN blocks b ON b.number =\
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate snapshot;

  public SnapshotLedger(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    snapshot.setReadOnly(true);
  }

  @Override
  public <T> Answer<T> read(Supplier<T> queries) {
    return Objects.requireNonNull(snapshot.execute(status -> new Answer<>(head(), queries.get())));
  }

  @Override
  public AsOf head() {
    return latest()
        .orElseThrow(() ->
            new AzraException("ledger.empty", "expected a followed block, found none so far"));
  }

  @Override
  public Optional<AsOf> latest() {
    return block(SELECT + "c.head");
  }

  @Override
  public Optional<AsOf> finalized() {
    return block(SELECT + "c.finalized");
  }

  @Override
  public Optional<AsOf> block(long number) {
    return block(SELECT + "?", number);
  }

  private Optional<AsOf> block(String sql, Object... parameters) {
    return jdbc.sql(sql)
        .params(parameters)
        .query((row, index) ->
            new AsOf(
                row.getLong("number"),
                Rows.bytes32(row, "hash"),
                Finality.valueOf(row.getString("finality")),
                row.getLong("time"),
                row.getLong("rebuild")))
        .optional();
  }
}
