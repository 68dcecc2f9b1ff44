// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.web3j.protocol.core.methods.response.Log;

/**
 * One event of a transaction.
 *
 * @param data the parameters that are not indexed, as 0x hex
 */
public record EventLog(Address address, List<Bytes32> topics, String data) {
  public EventLog {
    topics = List.copyOf(topics);
  }

  static EventLog of(Log log) {
    return new EventLog(
        Address.of(log.getAddress()),
        log.getTopics().stream().map(Bytes32::of).toList(),
        log.getData());
  }
}
