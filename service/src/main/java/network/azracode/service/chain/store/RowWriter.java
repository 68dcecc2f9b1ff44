// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.spi.EventMalformed;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.EventTable.Constant;
import network.azracode.service.chain.spi.EventTable.Parameter;
import network.azracode.service.chain.spi.EventTable.Source;
import network.azracode.service.chain.spi.WordType.UnsignedWord;

/** Rows of one event for its table. Names come from declarations in code, never from the chain. */
final class RowWriter {
  private static final List<String> POSITION =
      List.of("block_number", "log_index", "block_time", "transaction_hash");
  private static final int WORD_BITS = 256;

  private final EventTable table;
  private final String sql;

  RowWriter(EventTable table) {
    this.table = table;
    List<String> columns = new ArrayList<>(POSITION);
    columns.addAll(table.columns().keySet());
    this.sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(
                table.name(),
                String.join(", ", columns),
                String.join(", ", Collections.nCopies(columns.size(), "?")));
  }

  String sql() {
    return sql;
  }

  Object[] row(ChainLog log, long blockTime) throws EventMalformed {
    Map<String, Object> values = table.event().decode(log.topics(), log.data());
    List<Object> row =
        new ArrayList<>(
            List.of(
                log.block().number(), log.index(), blockTime, log.transactionHash().toByteArray()));
    for (Source source : table.columns().values()) {
      row.add(
          switch (source) {
            case Constant constant -> constant.value();
            case Parameter parameter ->
                sqlValue(parameter, Objects.requireNonNull(values.get(parameter.name())));
          });
    }
    return row.toArray();
  }

  private static Object sqlValue(Parameter parameter, Object value) {
    return switch (value) {
      case Address address -> address.toByteArray();
      case Bytes32 bytes -> bytes.toByteArray();
      case BigInteger mask
          when parameter.type() instanceof UnsignedWord(int bits) && bits == WORD_BITS ->
          Bytes32.of(mask).toByteArray();
      case BigInteger number -> new BigDecimal(number);
      default -> throw new IllegalArgumentException("no column type for " + value.getClass());
    };
  }
}
