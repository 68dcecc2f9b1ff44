// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.spi.EventMalformed;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.Projection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Turns logs into the rows that projections declare, and sets aside what none understands. */
final class EventRows {
  private final Map<Bytes32, RowWriter> writers = new LinkedHashMap<>();

  /**
   * @param projections in the order in which their rows are written
   */
  EventRows(JdbcTemplate jdbc, List<Projection> projections) {
    ColumnTypes types = new ColumnTypes(jdbc);
    for (Projection projection : projections) {
      for (EventTable table : projection.tables()) {
        RowWriter other = writers.put(table.event().topic(), new RowWriter(table, types));
        if (other != null) {
          throw new IllegalArgumentException(
              "%s: expected one table, found two".formatted(table.event()));
        }
      }
    }
  }

  EncodedRange encode(VerifiedRange range) {
    Map<RowWriter, BinaryCopy> rows = new HashMap<>();
    List<@Nullable Object[]> quarantined = new ArrayList<>();
    for (ChainLog log : range.logs()) {
      long time = range.timeOf(log.block().number());
      RowWriter writer = log.topics().isEmpty() ? null : writers.get(log.topics().getFirst());
      if (writer == null) {
        quarantined.add(Quarantine.row(log, time, Quarantine.UNKNOWN));
      } else {
        try {
          writer.add(log, time, rows.computeIfAbsent(writer, RowWriter::rows));
        } catch (EventMalformed malformed) {
          quarantined.add(Quarantine.row(log, time, Quarantine.MALFORMED));
        }
      }
    }
    return new EncodedRange(range, inOrder(rows), quarantined);
  }

  /** In the order of the projections: an ending is refused before its opening. */
  private Map<RowWriter, BinaryCopy> inOrder(Map<RowWriter, BinaryCopy> rows) {
    Map<RowWriter, BinaryCopy> ordered = new LinkedHashMap<>();
    for (RowWriter writer : writers.values()) {
      BinaryCopy copy = rows.get(writer);
      if (copy != null) {
        ordered.put(writer, copy);
      }
    }
    return ordered;
  }
}
