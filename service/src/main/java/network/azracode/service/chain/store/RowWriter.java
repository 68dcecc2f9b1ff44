// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.spi.EventMalformed;
import network.azracode.service.chain.spi.EventParameter;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.EventTable.Constant;
import network.azracode.service.chain.spi.EventTable.Parameter;

/**
 * Rows of one event for its table, decoded straight into what is sent. Names come from declarations
 * in code, never from the chain.
 */
final class RowWriter {
  private static final List<String> POSITION =
      List.of("block_number", "log_index", "block_time", "transaction_hash");

  private final EventTable table;
  private final String copy;
  private final List<Column> columns = new ArrayList<>();

  /** Writes one column of a row. */
  private interface Column {
    void write(byte[] topics, byte[] data, BinaryCopy copy) throws EventMalformed;
  }

  RowWriter(EventTable table, ColumnTypes types) {
    this.table = table;
    List<String> names = new ArrayList<>(POSITION);
    names.addAll(table.columns().keySet());
    this.copy =
        "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(table.name(), String.join(", ", names));
    Map<String, Place> places = places(table);
    table
        .columns()
        .forEach((name, source) ->
            columns.add(
                switch (source) {
                  case Constant(String value) -> (topics, data, row) -> row.text(value);
                  case Parameter(String parameter, var word) ->
                      at(
                          Objects.requireNonNull(places.get(parameter)),
                          ColumnWriter.of(word, types.of(table.name(), name)));
                }));
  }

  private record Place(boolean indexed, int from) {}

  /** Where each parameter stands: among the topics after the first, or in the data. */
  private static Map<String, Place> places(EventTable table) {
    Map<String, Place> places = new HashMap<>();
    int topic = 1;
    int word = 0;
    for (EventParameter parameter : table.event().parameters()) {
      int index = parameter.indexed() ? topic++ : word++;
      places.put(parameter.name(), new Place(parameter.indexed(), index * Bytes32.LENGTH));
    }
    return places;
  }

  private static Column at(Place place, ColumnWriter writer) {
    int from = place.from();
    return place.indexed()
        ? (topics, data, row) -> writer.write(topics, from, row)
        : (topics, data, row) -> writer.write(data, from, row);
  }

  String copy() {
    return copy;
  }

  BinaryCopy rows() {
    return new BinaryCopy(POSITION.size() + columns.size());
  }

  /** Adds a row; adds nothing if the log does not have the event's shape. */
  void add(ChainLog log, long blockTime, BinaryCopy rows) throws EventMalformed {
    table.event().requireShape(log.topics().size(), log.data().length);
    byte[] topics = new byte[log.topics().size() * Bytes32.LENGTH];
    for (int i = 0; i < log.topics().size(); i++) {
      System.arraycopy(
          log.topics().get(i).toByteArray(), 0, topics, i * Bytes32.LENGTH, Bytes32.LENGTH);
    }
    rows.startRow();
    rows.bigint(log.block().number());
    rows.integer(log.index());
    rows.bigint(blockTime);
    rows.bytea(log.transactionHash().toByteArray());
    for (Column column : columns) {
      column.write(topics, log.data(), rows);
    }
    rows.finishRow();
  }
}
