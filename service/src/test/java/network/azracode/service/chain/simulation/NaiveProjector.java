// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Hex;
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
    try (Statement statement = connection.createStatement()) {
      for (String row : rows(chain)) {
        statement.addBatch(row);
      }
      statement.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private List<String> rows(List<SimulatedBlock> chain) {
    List<String> rows = new ArrayList<>();
    rows.add(
        insert(
            "chain_cursor",
            List.of("chain_id", "genesis_hash", "first_block", "node_registry", "settlement"),
            List.of(
                SimulatedNode.CHAIN_ID,
                chain.getFirst().header().hash().toByteArray(),
                firstBlock,
                Happenings.REGISTRY.toByteArray(),
                Happenings.SETTLEMENT.toByteArray())));
    for (SimulatedBlock block : chain.subList((int) firstBlock, chain.size())) {
      rows.add(
          insert(
              "blocks",
              List.of("number", "hash", "parent_hash", "time"),
              List.of(
                  block.number(),
                  block.header().hash().toByteArray(),
                  block.header().parentHash().toByteArray(),
                  block.header().time())));
      for (int i = 0; i < block.happenings().size(); i++) {
        ChainLog log = block.logs().get(i);
        long time = block.header().time();
        var row = block.happenings().get(i).row();
        if (row.isPresent()) {
          rows.add(insert(log, time, row.get().table(), row.get().columns()));
        }
      }
    }
    return rows;
  }

  private static String insert(ChainLog log, long time, String table, Map<String, Object> columns) {
    List<String> names =
        new ArrayList<>(List.of("block_number", "log_index", "block_time", "transaction_hash"));
    List<Object> values =
        new ArrayList<>(
            List.of(log.block().number(), log.index(), time, log.transactionHash().toByteArray()));
    names.addAll(columns.keySet());
    values.addAll(columns.values());
    return insert(table, names, values);
  }

  private static String insert(String table, List<String> names, List<Object> values) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table,
            String.join(", ", names),
            values.stream().map(NaiveProjector::literal).collect(Collectors.joining(", ")));
  }

  private static String literal(Object value) {
    return switch (value) {
      case byte[] bytes -> "'\\x" + Hex.encode(bytes).substring(2) + "'";
      case Number number -> number.toString();
      default -> "'" + value + "'";
    };
  }
}
