// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.intel.PckExtension;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.CertificationData;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Octets;

/** Fields of a DCAP quote. */
final class DcapFields {
  private static final int SIZE_LENGTH = 4;
  private static final int SGX_BODY = 1;
  private static final int TD_BODY = 2;
  private static final int TD_1_5_BODY = 3;

  private DcapFields() {}

  static void put(DcapQuote quote, Octets bytes, Map<String, Object> fields) {
    int authDataAt = quote.signedRange().length() + SIZE_LENGTH;
    int authDataSize = u32(bytes.slice(quote.signedRange().length(), authDataAt));
    Octets trailing = bytes.slice(authDataAt + authDataSize, bytes.length());
    fields.put("tee", quote.body() instanceof SgxReport ? "SGX" : "TDX");
    fields.put("quoteVersion", quote.version());
    fields.put("bodyType", bodyType(quote));
    fields.put("quoteBytes", bytes.length());
    fields.put("signedBytes", quote.signedRange().length());
    fields.put("authDataSize", authDataSize);
    fields.put("trailingBytes", trailing.length());
    fields.put("trailingNonZero", !trailing.equals(Octets.of(new byte[trailing.length()])));
    CertificationData certification = quote.quotingEnclave().certification();
    fields.put("certDataType", certification.type().code());
    fields.put("qeAuthDataBytes", quote.quotingEnclave().authenticationData().length());
    if (certification.type() == CertificationData.Type.PCK_CHAIN) {
      fields.put("pck", pck(certification.data()));
    }
    fields.put(
        "body",
        switch (quote.body()) {
          case SgxReport report -> sgx(report);
          case TdReport report -> td(report);
        });
    fields.put("qeReport", enclave(quote.quotingEnclave().report()));
  }

  private static int bodyType(DcapQuote quote) {
    return switch (quote.body()) {
      case SgxReport _ -> SGX_BODY;
      case TdReport report -> report.relaunch().isPresent() ? TD_1_5_BODY : TD_BODY;
    };
  }

  private static Map<String, Object> pck(Octets pem) {
    List<X509Certificate> chain = Certificates.ofPem(Origin.EVIDENCE, pem);
    X509Certificate leaf = chain.getFirst();
    PckExtension extension = PckExtension.of(leaf);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("issuer", DistinguishedNames.commonName(leaf.getIssuerX500Principal()));
    fields.put("serial", leaf.getSerialNumber().toString(16));
    fields.put("fmspc", Inspection.hex(extension.fmspc()));
    fields.put("pceid", Inspection.hex(extension.pceId()));
    fields.put("sgxType", extension.sgxType());
    fields.put("tcbComps", unsigned(extension.components().svns()));
    fields.put("pceSvn", extension.pceSvn());
    fields.put("cpuSvn", Inspection.hex(extension.cpuSvn()));
    fields.put("notBefore", leaf.getNotBefore().toInstant().toString());
    fields.put("notAfter", leaf.getNotAfter().toInstant().toString());
    fields.put("publicKeyHash", "sha256:" + digest(leaf));
    return fields;
  }

  /** Of the whole certificate, whatever the vectors' name for it says. */
  private static String digest(X509Certificate certificate) {
    try {
      byte[] der = certificate.getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected an encoding of a certificate that was read", e);
    }
  }

  private static Map<String, Object> enclave(SgxReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mrsigner", Inspection.hex(report.mrSigner()));
    fields.put("isvprodid", report.isvProdId());
    fields.put("isvsvn", report.isvSvn());
    fields.put("miscselect", Inspection.hex(report.miscSelect()));
    fields.put("attributes", Inspection.hex(report.attributes()));
    return fields;
  }

  private static Map<String, Object> sgx(SgxReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cpusvn", Inspection.hex(report.cpuSvn()));
    fields.put("mrenclave", Inspection.hex(report.mrEnclave()));
    fields.putAll(enclave(report));
    fields.put("isvextprodid", Inspection.hex(report.isvExtProdId()));
    fields.put("isvfamilyid", Inspection.hex(report.isvFamilyId()));
    fields.put("configid", Inspection.hex(report.configId()));
    fields.put("configsvn", report.configSvn());
    fields.put("report_data", Inspection.hex(report.reportData()));
    fields.put("debug", report.debug());
    return fields;
  }

  private static Map<String, Object> td(TdReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("tee_tcb_svn", Inspection.hex(report.teeTcbSvn()));
    fields.put("mrseam", Inspection.hex(report.mrSeam()));
    fields.put("mrsignerseam", Inspection.hex(report.mrSignerSeam()));
    fields.put("seamattributes", Inspection.hex(report.seamAttributes()));
    fields.put("tdattributes", Inspection.hex(report.tdAttributes()));
    fields.put("xfam", Inspection.hex(report.xfam()));
    fields.put("mrtd", Inspection.hex(report.mrTd()));
    fields.put("mrconfigid", Inspection.hex(report.mrConfigId()));
    fields.put("mrowner", Inspection.hex(report.mrOwner()));
    fields.put("mrownerconfig", Inspection.hex(report.mrOwnerConfig()));
    fields.put("rtmr0", Inspection.hex(report.rtMr0()));
    fields.put("rtmr1", Inspection.hex(report.rtMr1()));
    fields.put("rtmr2", Inspection.hex(report.rtMr2()));
    fields.put("rtmr3", Inspection.hex(report.rtMr3()));
    fields.put("report_data", Inspection.hex(report.reportData()));
    report
        .relaunch()
        .ifPresent(more -> {
          fields.put("tee_tcb_svn2", Inspection.hex(more.teeTcbSvn2()));
          fields.put("mrservicetd", Inspection.hex(more.mrServiceTd()));
        });
    fields.put("debug", report.debug());
    return fields;
  }

  private static List<Integer> unsigned(Octets octets) {
    List<Integer> numbers = new ArrayList<>();
    for (byte octet : octets.toByteArray()) {
      numbers.add(Byte.toUnsignedInt(octet));
    }
    return numbers;
  }

  private static int u32(Octets littleEndian) {
    return ByteBuffer.wrap(littleEndian.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
