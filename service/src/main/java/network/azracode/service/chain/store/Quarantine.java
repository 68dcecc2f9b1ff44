// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import org.jspecify.annotations.Nullable;

/** Logs of our contracts that no projection understands, kept by reference and never fatal. */
final class Quarantine {
  static final String UNKNOWN = "event.unknown";
  static final String MALFORMED = "event.malformed";
  static final String INSERT =
      """
      INSERT INTO quarantined_logs
        (block_number, log_index, block_time, transaction_hash, contract, topic, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)\
      """;

  private Quarantine() {}

  static @Nullable Object[] row(ChainLog log, long blockTime, String reason) {
    byte @Nullable [] topic =
        log.topics().stream().findFirst().map(Bytes32::toByteArray).orElse(null);
    return new @Nullable Object[] {
      log.block().number(),
      log.index(),
      blockTime,
      log.transactionHash().toByteArray(),
      log.contract().toByteArray(),
      topic,
      reason
    };
  }
}
