// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.UnaryOperator;
import network.azracode.sdk.protocol.Octets;

/** Makes SNP reports, right in all but what a test changes. */
public final class SnpForge {
  public static final int VERSION = 0;
  public static final int GUEST_SVN = 0x04;
  public static final int POLICY = 0x08;
  public static final int VMPL = 0x30;
  public static final int ALGORITHM = 0x34;
  public static final int CURRENT_TCB = 0x38;
  public static final int PLATFORM_INFO = 0x40;
  public static final int KEY_INFO = 0x48;
  public static final int REPORT_DATA = 0x50;
  public static final int MEASUREMENT = 0x90;
  public static final int HOST_DATA = 0xc0;
  public static final int REPORTED_TCB = 0x180;
  public static final int CPU_ID = 0x188;
  public static final int CHIP_ID = 0x1a0;
  public static final int COMMITTED_TCB = 0x1e0;
  public static final int CURRENT_FIRMWARE = 0x1e8;
  public static final int LAUNCH_TCB = 0x1f0;
  public static final int LAUNCH_MITIGATIONS = 0x1f8;
  public static final int CURRENT_MITIGATIONS = 0x200;
  public static final int SIGNATURE = 0x2a0;
  private static final int COORDINATE_LENGTH = 48;
  private static final int FIELD_LENGTH = 72;

  private final byte[] report = new byte[SnpReport.LENGTH];

  /** A report of a version, signed by a VCEK, of a guest without debugging or migration. */
  public SnpForge(int version) {
    u32(VERSION, version).u64(POLICY, 0x30000).u32(ALGORITHM, 1);
  }

  public SnpForge u32(int offset, long value) {
    at(offset).putInt((int) value);
    return this;
  }

  public SnpForge u64(int offset, long value) {
    at(offset).putLong(value);
    return this;
  }

  public SnpForge bytes(int offset, byte... value) {
    at(offset).put(value);
    return this;
  }

  public SnpForge hex(int offset, String value) {
    return bytes(offset, Octets.of(value).toByteArray());
  }

  /** All four TCB versions alike. */
  public SnpForge tcb(String hex) {
    return hex(CURRENT_TCB, hex)
        .hex(REPORTED_TCB, hex)
        .hex(COMMITTED_TCB, hex)
        .hex(LAUNCH_TCB, hex);
  }

  /**
   * The report.
   *
   * @param signer makes r ‖ s, big-endian, over the signed range that it is given
   */
  public Octets sign(UnaryOperator<byte[]> signer) {
    byte[] rAndS = signer.apply(Octets.of(report).slice(0, SIGNATURE).toByteArray());
    for (int i = 0; i < rAndS.length; i++) {
      int field = i / COORDINATE_LENGTH;
      int index = COORDINATE_LENGTH - 1 - i % COORDINATE_LENGTH;
      report[SIGNATURE + field * FIELD_LENGTH + index] = rAndS[i];
    }
    return unsigned();
  }

  /** The report as it stands. */
  public Octets unsigned() {
    return Octets.of(report);
  }

  private ByteBuffer at(int offset) {
    return ByteBuffer.wrap(report).order(ByteOrder.LITTLE_ENDIAN).position(offset);
  }
}
