// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.spi.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row that says which contracts this ledger is of, and how far it is. */
final class CursorTable {
  private static final String SELECT =
      """
      SELECT c.head, b.hash, c.safe, c.finalized
      FROM chain_cursor c LEFT JOIN blocks b ON b.number = c.head\
      """;

  private final JdbcClient jdbc;

  CursorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Identity(
      long chainId, Bytes32 genesis, long firstBlock, Address registry, Address settlement) {
    static Identity of(Deployment deployment) {
      return new Identity(
          deployment.chainId(),
          deployment.genesisHash(),
          deployment.block(),
          deployment.nodeRegistry(),
          deployment.settlement());
    }

    static Identity of(ResultSet row) throws SQLException {
      return new Identity(
          row.getLong("chain_id"),
          Rows.bytes32(row, "genesis_hash"),
          row.getLong("first_block"),
          Rows.address(row, "node_registry"),
          Rows.address(row, "settlement"));
    }
  }

  /**
   * Begins the ledger of a deployment, or finds it begun.
   *
   * @throws AzraException {@code ledger.foreign} if the tables are of other contracts
   */
  void begin(Deployment deployment) {
    Identity expected = Identity.of(deployment);
    jdbc.sql(
            """
            INSERT INTO chain_cursor
              (chain_id, genesis_hash, first_block, node_registry, settlement)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (single) DO NOTHING\
            """)
        .param(expected.chainId())
        .param(expected.genesis().toByteArray())
        .param(expected.firstBlock())
        .param(expected.registry().toByteArray())
        .param(expected.settlement().toByteArray())
        .update();
    Identity found =
        jdbc.sql("SELECT * FROM chain_cursor").query((row, index) -> Identity.of(row)).single();
    if (!found.equals(expected)) {
      throw new AzraException(
          "ledger.foreign",
          "database: expected a ledger of %s, found one of %s".formatted(expected, found));
    }
  }

  Cursor read() {
    return jdbc.sql(SELECT).query((row, index) -> cursor(row)).single();
  }

  /**
   * Keeps other writers out until the transaction ends.
   *
   * @throws LedgerConflict if the head is another one than expected
   */
  Cursor lock(Optional<BlockReference> expectedHead) {
    Cursor cursor =
        jdbc.sql(SELECT + " FOR UPDATE OF c").query((row, index) -> cursor(row)).single();
    if (!cursor.head().equals(expectedHead)) {
      throw new LedgerConflict("head", expectedHead, cursor.head());
    }
    return cursor;
  }

  void move(long head, Optional<Long> safe, Optional<Long> finalized) {
    jdbc.sql("UPDATE chain_cursor SET head = ?, safe = ?, finalized = ?")
        .param(head)
        .param(safe.orElse(null))
        .param(finalized.orElse(null))
        .update();
  }

  private static Cursor cursor(ResultSet row) throws SQLException {
    Optional<BlockReference> head =
        Rows.optionalLong(row, "head").isEmpty()
            ? Optional.empty()
            : Optional.of(new BlockReference(row.getLong("head"), Rows.bytes32(row, "hash")));
    return new Cursor(head, Rows.optionalLong(row, "safe"), Rows.optionalLong(row, "finalized"));
  }
}
