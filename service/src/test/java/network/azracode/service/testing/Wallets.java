// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.util.HexFormat;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;

/** Accounts that are contracts, written by hand; each is a stranger of another kind. */
public final class Wallets {
  /**
   * Takes for its signature whatever begins with the digest itself, and passes on what follows the
   * first word of any other call to the address in it: worth nothing, and enough to operate a node.
   */
  public static final String GULLIBLE =
      "60003560e01c631626ba7e146031576020360380602060003760006000826000600060003"
          + "55af1602f5760006000fd5b005b60643560043514631626ba7e60e01b0260005260206000f3";

  public static final String ENDLESS = "5b600056";
  public static final String REVERTING = "60006000fd";

  /** The right word, one byte short. */
  public static final String SHORT = "631626ba7e60e01b600052601f6000f3";

  /** The right word, and 64 KiB after it. */
  public static final String TALKATIVE = "631626ba7e60e01b600052620100006000f3";

  /** The right selector with something behind it. */
  public static final String SLOPPY = "631626ba7e60e01b60010160005260206000f3";

  private Wallets() {}

  /** Deploys that runtime code; tells its address. */
  public static Address deploy(Sender sender, String id, String runtime) {
    int length = runtime.length() / 2;
    String init = "61%04x80600c6000396000f3".formatted(length) + runtime;
    return sender.create(id, HexFormat.of().parseHex(init)).created().orElseThrow();
  }

  /** What {@link #GULLIBLE} passes on. */
  public static byte[] passOn(Address to, byte[] data) {
    byte[] word = new byte[Bytes32.LENGTH + data.length];
    System.arraycopy(to.toByteArray(), 0, word, Bytes32.LENGTH - Address.LENGTH, Address.LENGTH);
    System.arraycopy(data, 0, word, Bytes32.LENGTH, data.length);
    return word;
  }
}
