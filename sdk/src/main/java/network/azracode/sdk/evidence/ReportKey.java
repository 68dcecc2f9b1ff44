// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

/**
 * Which key signed a report, and whose keys stood behind the guest's launch.
 *
 * @param bits all 32 as they stand in the report
 */
public record ReportKey(long bits) {

  /** A key that the report's signing key field can name. */
  public enum Kind {
    /** Of one chip: versioned chip endorsement key. */
    VCEK,
    /** Of one cloud provider: versioned loaded endorsement key. */
    VLEK,
    /** None signed, or one that no published ABI names. */
    OTHER
  }

  public boolean authorKeyEnabled() {
    return (bits & 1) == 1;
  }

  /** The host had the report left unsigned. */
  public boolean chipKeyMasked() {
    return (bits >> 1 & 1) == 1;
  }

  /** The three bits as they stand: 0 VCEK, 1 VLEK, 7 none. */
  public int signingKey() {
    return (int) (bits >> 2 & 7);
  }

  public Kind kind() {
    return switch (signingKey()) {
      case 0 -> Kind.VCEK;
      case 1 -> Kind.VLEK;
      default -> Kind.OTHER;
    };
  }
}
