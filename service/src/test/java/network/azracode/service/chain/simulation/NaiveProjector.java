// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import network.azracode.service.chain.rpc.ChainLog;

/**
 * Writes a chain block by block and row by row, as one would by hand: it knows no ranges, no
 * reorganisations, no decoding, and shares nothing with the follower but the tables.
 */
final class NaiveProjector {
  private final Connection connection;
  private final long firstBlock;

  NaiveProjector(Connection connection, long firstBlock) {
    this.connection = connection;
    this.firstBlock = firstBlock;
  }

  void write(List<SimulatedBlock> chain) throws SQLException {
    connection.setAutoCommit(false);
    insert(
        "chain_cursor",
        List.of("chain_id", "genesis_hash", "first_block", "node_registry", "settlement"),
        List.of(
            SimulatedNode.CHAIN_ID,
            chain.getFirst().header().hash().toByteArray(),
            firstBlock,
            Happenings.REGISTRY.toByteArray(),
            Happenings.SETTLEMENT.toByteArray()));
    for (SimulatedBlock block : chain.subList((int) firstBlock, chain.size())) {
      insert(
          "blocks",
          List.of("number", "hash", "parent_hash", "time"),
          List.of(
              block.number(),
              block.header().hash().toByteArray(),
              block.header().parentHash().toByteArray(),
              block.header().time()));
      for (int i = 0; i < block.happenings().size(); i++) {
        ChainLog log = block.logs().get(i);
        long time = block.header().time();
        var row = block.happenings().get(i).row();
        if (row.isPresent()) {
          insert(log, time, row.get().table(), row.get().columns());
        }
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void insert(ChainLog log, long time, String table, Map<String, Object> columns)
      throws SQLException {
    List<String> names =
        new ArrayList<>(List.of("block_number", "log_index", "block_time", "transaction_hash"));
    List<Object> values =
        new ArrayList<>(
            List.of(log.block().number(), log.index(), time, log.transactionHash().toByteArray()));
    names.addAll(columns.keySet());
    values.addAll(columns.values());
    insert(table, names, values);
  }

  private void insert(String table, List<String> names, List<Object> values) throws SQLException {
    String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", names), marks);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      statement.executeUpdate();
    }
  }
}
