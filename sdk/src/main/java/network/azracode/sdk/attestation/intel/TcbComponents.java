// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.Arrays;
import java.util.OptionalInt;
import network.azracode.sdk.protocol.Octets;

/**
 * Sixteen security version numbers, each of 0 to 255. One set reaches another only if every
 * component does.
 */
public record TcbComponents(Octets svns) implements Comparable<TcbComponents> {
  public static final int COUNT = 16;

  public TcbComponents {
    if (svns.length() != COUNT) {
      throw new IllegalArgumentException("expected 16 components, found " + svns.length());
    }
  }

  public int svn(int index) {
    return svns.unsignedByte(index);
  }

  /** Whether every component from this index on reaches its counterpart. */
  public boolean reaches(TcbComponents required, int from) {
    return firstBelow(required, from).isEmpty();
  }

  /** The first component, from this index on, that is below its counterpart. */
  public OptionalInt firstBelow(TcbComponents required, int from) {
    for (int i = from; i < COUNT; i++) {
      if (svn(i) < required.svn(i)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** As Intel sorts levels: the first component counts most. */
  @Override
  public int compareTo(TcbComponents other) {
    return Arrays.compareUnsigned(svns.toByteArray(), other.svns.toByteArray());
  }
}
