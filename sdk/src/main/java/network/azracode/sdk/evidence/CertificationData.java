// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/**
 * How a quote names the PCK certificate of its platform.
 *
 * @param data at most a few kilobytes: the quote's own limit bounds it
 */
public record CertificationData(Type type, Octets data) {

  /** Types as Intel numbers them; only a chain can be verified without asking anybody. */
  public enum Type {
    PPID_CLEAR(1),
    PPID_ENCRYPTED_2048(2),
    PPID_ENCRYPTED_3072(3),
    PCK_LEAF(4),
    PCK_CHAIN(5);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    private static Type of(int code) {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw ByteReader.malformed("PCK certification data type", "expected 1 to 5", "found " + code);
    }
  }

  static CertificationData read(ByteReader data) {
    Type type = Type.of(data.u16("PCK certification data type"));
    return new CertificationData(
        type, data.take("PCK certification data", data.u32("PCK certification data size")));
  }
}
