// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/** SGX report, 384 bytes; fields as Intel names and orders them, reserved ones left out. */
public record SgxReport(
    Octets cpuSvn,
    Octets miscSelect,
    Octets isvExtProdId,
    Octets attributes,
    Octets mrEnclave,
    Octets mrSigner,
    Octets configId,
    int isvProdId,
    int isvSvn,
    int configSvn,
    Octets isvFamilyId,
    Octets reportData)
    implements QuoteBody {
  public static final int LENGTH = 384;
  public static final int MEASUREMENT_LENGTH = 32;
  private static final int DEBUG_BIT = 1;

  static SgxReport read(ByteReader body) {
    Octets cpuSvn = body.take("CPUSVN", 16);
    Octets miscSelect = body.take("MISCSELECT", 4);
    body.take("reserved", 12);
    Octets isvExtProdId = body.take("ISVEXTPRODID", 16);
    Octets attributes = body.take("ATTRIBUTES", 16);
    Octets mrEnclave = body.take("MRENCLAVE", MEASUREMENT_LENGTH);
    body.take("reserved", 32);
    Octets mrSigner = body.take("MRSIGNER", MEASUREMENT_LENGTH);
    body.take("reserved", 32);
    Octets configId = body.take("CONFIGID", 64);
    int isvProdId = body.u16("ISVPRODID");
    int isvSvn = body.u16("ISVSVN");
    int configSvn = body.u16("CONFIGSVN");
    body.take("reserved", 42);
    Octets isvFamilyId = body.take("ISVFAMILYID", 16);
    Octets reportData = body.take("REPORTDATA", ReportData.LENGTH);
    body.expectEnd("SGX report");
    return new SgxReport(
        cpuSvn,
        miscSelect,
        isvExtProdId,
        attributes,
        mrEnclave,
        mrSigner,
        configId,
        isvProdId,
        isvSvn,
        configSvn,
        isvFamilyId,
        reportData);
  }

  @Override
  public boolean debug() {
    return attributes.bit(DEBUG_BIT);
  }
}
