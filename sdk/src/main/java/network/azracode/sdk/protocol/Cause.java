// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** The closed list of what a key can be condemned for: nothing that befalls an honest operator. */
public enum Cause {
  FORGED(1),
  TRANSPLANTED(2),
  DEBUG(3),
  UNHELD_KEY(4),
  EQUIVOCATION(5);

  private final int code;

  Cause(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The cause that the chain knows by this code.
   *
   * @throws AzraException {@code cause.unknown}
   */
  public static Cause ofCode(int code) {
    for (Cause cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    throw new AzraException("cause.unknown", "cause: expected 1 to 5, found " + code);
  }
}
