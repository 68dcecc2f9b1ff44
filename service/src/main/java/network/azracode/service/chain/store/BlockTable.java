// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.spi.Rows;
import org.springframework.jdbc.core.JdbcTemplate;

/** The spine. Deleting a block takes every row of it along. */
final class BlockTable {
  private static final String COPY =
      "COPY blocks (number, hash, parent_hash, time) FROM STDIN (FORMAT binary)";

  private final JdbcTemplate jdbc;

  BlockTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void add(BinaryCopy rows) {
    rows.send(jdbc, COPY);
  }

  static BinaryCopy rows(List<Header> headers) {
    BinaryCopy rows = new BinaryCopy(4);
    for (Header header : headers) {
      rows.startRow();
      rows.bigint(header.number());
      rows.bytea(header.hash().toByteArray());
      rows.bytea(header.parentHash().toByteArray());
      rows.bigint(header.time());
      rows.finishRow();
    }
    return rows;
  }

  Optional<Bytes32> hash(long number) {
    return jdbc
        .query(
            "SELECT hash FROM blocks WHERE number = ?",
            (row, index) -> Rows.bytes32(row, "hash"),
            number)
        .stream()
        .findFirst();
  }

  /** Descending from a number on, at most so many. */
  List<BlockReference> downFrom(long number, int limit) {
    return jdbc.query(
        "SELECT number, hash FROM blocks WHERE number <= ? ORDER BY number DESC LIMIT ?",
        (row, index) -> new BlockReference(row.getLong("number"), Rows.bytes32(row, "hash")),
        number,
        limit);
  }

  /** The one delete of a reorganisation. */
  int deleteAbove(long number) {
    return jdbc.update("DELETE FROM blocks WHERE number > ?", number);
  }
}
