// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;

/** Logs that are not what the chain holds. */
final class Lies {
  private Lies() {}

  static ChainLog removed(ChainLog log) {
    return new ChainLog(
        log.contract(),
        log.topics(),
        log.data(),
        log.block(),
        log.transactionHash(),
        log.index(),
        true);
  }

  static ChainLog byAStranger(ChainLog log) {
    return new ChainLog(
        Happenings.STRANGER,
        log.topics(),
        log.data(),
        log.block(),
        log.transactionHash(),
        log.index(),
        false);
  }

  static ChainLog altered(ChainLog log) {
    byte[] data = Arrays.copyOf(log.data(), Math.max(Bytes32.LENGTH, log.data().length));
    data[data.length - 1] ^= 1;
    return new ChainLog(
        log.contract(), log.topics(), data, log.block(), log.transactionHash(), log.index(), false);
  }

  static ChainLog invented(ChainLog log) {
    List<Bytes32> topics = new ArrayList<>(log.topics());
    topics.set(topics.size() - 1, Happenings.hash("invented", log.index(), log.block().number()));
    return new ChainLog(
        log.contract(), topics, log.data(), log.block(), log.transactionHash(), log.index(), false);
  }
}
