// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

/**
 * What the owner of a guest allows its host, fixed at launch (AMD SEV-SNP ABI, table "Guest
 * Policy").
 *
 * @param bits all 64 as they stand in the report
 */
public record GuestPolicy(long bits) {
  private static final int SMT = 16;
  private static final int MUST_BE_ONE = 17;
  private static final int MIGRATE_MA = 18;
  private static final int DEBUG = 19;
  private static final int SINGLE_SOCKET = 20;

  static GuestPolicy read(ByteReader report) {
    GuestPolicy policy = new GuestPolicy(report.u64("policy"));
    report.expect("policy bit " + MUST_BE_ONE, 1, policy.bit(MUST_BE_ONE) ? 1 : 0);
    return policy;
  }

  public int abiMinor() {
    return (int) (bits & 0xff);
  }

  public int abiMajor() {
    return (int) (bits >> 8 & 0xff);
  }

  public boolean smt() {
    return bit(SMT);
  }

  /** Whether a migration agent may move the guest, and with it its memory. */
  public boolean migratable() {
    return bit(MIGRATE_MA);
  }

  /** Whether the host may look into this guest. */
  public boolean debug() {
    return bit(DEBUG);
  }

  public boolean singleSocket() {
    return bit(SINGLE_SOCKET);
  }

  /** Any bit, by AMD's number. */
  public boolean bit(int index) {
    return (bits >> index & 1) == 1;
  }
}
