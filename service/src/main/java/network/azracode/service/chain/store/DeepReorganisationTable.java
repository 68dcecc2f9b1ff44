// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import network.azracode.service.chain.rpc.BlockReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Its row is what allows the same transaction to delete final blocks. */
final class DeepReorganisationTable {
  private final JdbcClient jdbc;

  DeepReorganisationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void record(BlockReference fork, long finalized, BlockReference dropped) {
    jdbc.sql(
            """
            INSERT INTO deep_reorganisations
              (fork_number, fork_hash, finalized_number, dropped_number, dropped_hash)
            VALUES (?, ?, ?, ?, ?)\
            """)
        .param(fork.number())
        .param(fork.hash().toByteArray())
        .param(finalized)
        .param(dropped.number())
        .param(dropped.hash().toByteArray())
        .update();
  }
}
