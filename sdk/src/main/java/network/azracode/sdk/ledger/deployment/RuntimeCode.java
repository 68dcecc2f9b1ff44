// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The code that a constructor leaves on chain, as far as the compiler knows it: all but immutable
 * values, which it leaves to the constructor as {@code PUSH32 0}.
 *
 * <p>solc writes the constructor, an {@code INVALID}, the runtime code, and sometimes data after
 * it. The constructor returns a copy of the runtime code, so that it pushes its length: the
 * greatest number that it pushes and that fits.
 */
final class RuntimeCode {
  private static final int PUSH1 = 0x60;
  private static final int PUSH2 = 0x61;
  private static final int PUSH32 = 0x7f;
  private static final int INVALID = 0xfe;
  private static final int WORD_BYTES = 32;

  private final byte[] code;
  private final BitSet immutable;

  private RuntimeCode(byte[] code) {
    this.code = code;
    this.immutable = immutablesOf(code);
  }

  /**
   * @param creation as compiled, without arguments
   */
  static RuntimeCode of(byte[] creation) {
    int start = constructorBytes(creation) + 1;
    int length = greatestPushed(creation, start);
    return new RuntimeCode(Arrays.copyOfRange(creation, start, start + length));
  }

  /** With zeros where a constructor puts its values. */
  byte[] bytes() {
    return code.clone();
  }

  /** Byte for byte, but for immutable values. */
  boolean isRunAs(byte[] found) {
    if (found.length != code.length) {
      return false;
    }
    for (int i = 0; i < code.length; i++) {
      if (code[i] != found[i] && !immutable.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static int constructorBytes(byte[] creation) {
    int at = 0;
    while (opcode(creation, at) != INVALID) {
      at = after(creation, at);
    }
    return at;
  }

  private static int greatestPushed(byte[] creation, int start) {
    int greatest = 0;
    for (int at = 0; at < start; at = after(creation, at)) {
      int pushed =
          opcode(creation, at) == PUSH2
              ? opcode(creation, at + 1) << Byte.SIZE | opcode(creation, at + 2)
              : 0;
      if (start + pushed <= creation.length) {
        greatest = Math.max(greatest, pushed);
      }
    }
    return greatest;
  }

  private static BitSet immutablesOf(byte[] code) {
    BitSet found = new BitSet(code.length);
    for (int at = 0; at < code.length; at = after(code, at)) {
      if (opcode(code, at) == PUSH32 && isZero(code, at + 1)) {
        found.set(at + 1, at + 1 + WORD_BYTES);
      }
    }
    return found;
  }

  private static boolean isZero(byte[] code, int from) {
    return from + WORD_BYTES <= code.length
        && Arrays.equals(code, from, from + WORD_BYTES, new byte[WORD_BYTES], 0, WORD_BYTES);
  }

  private static int opcode(byte[] code, int at) {
    return Byte.toUnsignedInt(code[at]);
  }

  private static int after(byte[] code, int at) {
    int opcode = opcode(code, at);
    return at + 1 + (opcode >= PUSH1 && opcode <= PUSH32 ? opcode - PUSH1 + 1 : 0);
  }
}
