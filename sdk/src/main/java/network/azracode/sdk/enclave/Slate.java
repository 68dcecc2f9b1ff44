// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Arrays that hold plaintext; all of them are zero once it is closed. */
final class Slate implements AutoCloseable {
  private final List<byte[]> arrays = new ArrayList<>();

  /** Remembers the array and hands it back. */
  byte[] note(byte[] plaintext) {
    arrays.add(plaintext);
    return plaintext;
  }

  @Override
  public void close() {
    arrays.forEach(array -> Arrays.fill(array, (byte) 0));
  }
}
