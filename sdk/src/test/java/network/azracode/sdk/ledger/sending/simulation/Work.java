// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.protocol.Address;

/** The intents of a simulation, of three kinds by their number. */
final class Work {
  static final int INTENTS = 4;

  /** What others do with the key. */
  static final int STRANGER = 0xff;

  private static final Address CONTRACT = Address.of("0x00000000000000000000000000000000000c0de5");

  private Work() {}

  static Call call(int intent) {
    return new Call(CONTRACT, new byte[] {(byte) intent, 1, 2, 3});
  }

  /** Fails whenever it is estimated. */
  static boolean isHopeless(int intent) {
    return intent == 3;
  }

  /** Can always be estimated, and fails in every other block. */
  static boolean isFickle(int intent) {
    return intent == 1;
  }
}
