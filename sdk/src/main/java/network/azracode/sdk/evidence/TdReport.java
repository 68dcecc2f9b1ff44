// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.Optional;
import network.azracode.sdk.protocol.Octets;

/**
 * TD report, the body of a TDX quote; fields as Intel names and orders them.
 *
 * @param relaunch what version 1.5 (648 bytes) adds to version 1.0 (584 bytes)
 */
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
    Octets reportData,
    Optional<Relaunch> relaunch)
    implements QuoteBody {
  public static final int LENGTH = 584;
  public static final int LENGTH_1_5 = 648;
  public static final int MEASUREMENT_LENGTH = 48;
  private static final int DEBUG_BIT = 0;
  private static final int SEPT_VE_DISABLE_BIT = 28;

  /**
   * What version 1.5 adds.
   *
   * @param teeTcbSvn2 TCB that a trust domain would get if it were launched again now
   * @param mrServiceTd measurement of the service trust domains bound to this one; zeroes if none
   */
  public record Relaunch(Octets teeTcbSvn2, Octets mrServiceTd) {}

  /** Reads version 1.5 if 648 bytes are left, else version 1.0. */
  static TdReport read(ByteReader body) {
    boolean more = body.left() == LENGTH_1_5;
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
            body.take("REPORTDATA", ReportData.LENGTH),
            more ? Optional.of(readRelaunch(body)) : Optional.empty());
    body.expectEnd("TD report");
    return report;
  }

  private static Relaunch readRelaunch(ByteReader body) {
    return new Relaunch(
        body.take("TEE_TCB_SVN2", 16), body.take("MRSERVICETD", MEASUREMENT_LENGTH));
  }

  /** Whether the host may look into this trust domain. */
  @Override
  public boolean debug() {
    return tdAttributes.bit(DEBUG_BIT);
  }

  /** Whether the host cannot inject exceptions by way of page tables. */
  public boolean septVeDisable() {
    return tdAttributes.bit(SEPT_VE_DISABLE_BIT);
  }
}
