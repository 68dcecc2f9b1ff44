// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** Kind of trusted execution environment; the code is the chain's, and the bit in a TEE mask. */
public enum Tee {
  SGX(1),
  TDX(2),
  SEV_SNP(3),
  NITRO(4),
  /** Evidence that rests on a development root: no hardware stands behind it. */
  DEVELOPMENT(7);

  private final int code;

  Tee(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The kind that the chain knows by this code.
   *
   * @throws AzraException {@code tee.unknown}
   */
  public static Tee ofCode(int code) {
    for (Tee tee : values()) {
      if (tee.code == code) {
        return tee;
      }
    }
    throw new AzraException("tee.unknown", "tee: expected 1, 2, 3, 4 or 7, found " + code);
  }
}
