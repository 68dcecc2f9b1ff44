// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.util.Arrays;
import java.util.HexFormat;
import network.azracode.sdk.protocol.Address;

/** What to ask of which contract: ready for {@code Sender.submit}, not yet signed by anyone. */
public record Call(Address to, byte[] data) {
  public Call {
    data = data.clone();
  }

  /**
   * @param encoded an encoded function call, as 0x hex
   */
  static Call of(Address to, String encoded) {
    return new Call(to, HexFormat.of().parseHex(encoded.substring(2)));
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Call that && to.equals(that.to) && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * to.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Call[to " + to + ", " + data.length + " bytes]";
  }
}
