// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/** TD report 1.0, the 584-byte body of a TDX quote; fields as Intel names and orders them. */
public record TdReport(
    Octets teeTcbSvn,
    Octets mrSeam,
    Octets mrSignerSeam,
    Octets seamAttributes,
    Octets tdAttributes,
    Octets xfam,
    Octets mrTd,
    Octets mrConfigId,
    Octets mrOwner,
    Octets mrOwnerConfig,
    Octets rtMr0,
    Octets rtMr1,
    Octets rtMr2,
    Octets rtMr3,
    Octets reportData) {
  public static final int LENGTH = 584;
  public static final int MEASUREMENT_LENGTH = 48;
  private static final int DEBUG_BIT = 0;

  static TdReport read(ByteReader body) {
    TdReport report =
        new TdReport(
            body.take("TEE_TCB_SVN", 16),
            body.take("MRSEAM", MEASUREMENT_LENGTH),
            body.take("MRSIGNERSEAM", MEASUREMENT_LENGTH),
            body.take("SEAMATTRIBUTES", 8),
            body.take("TDATTRIBUTES", 8),
            body.take("XFAM", 8),
            body.take("MRTD", MEASUREMENT_LENGTH),
            body.take("MRCONFIGID", MEASUREMENT_LENGTH),
            body.take("MROWNER", MEASUREMENT_LENGTH),
            body.take("MROWNERCONFIG", MEASUREMENT_LENGTH),
            body.take("RTMR0", MEASUREMENT_LENGTH),
            body.take("RTMR1", MEASUREMENT_LENGTH),
            body.take("RTMR2", MEASUREMENT_LENGTH),
            body.take("RTMR3", MEASUREMENT_LENGTH),
            body.take("REPORTDATA", ReportData.LENGTH));
    body.expectEnd("TD report");
    return report;
  }

  /** Whether the host may look into this trust domain. */
  public boolean debug() {
    return tdAttributes.bit(DEBUG_BIT);
  }
}
