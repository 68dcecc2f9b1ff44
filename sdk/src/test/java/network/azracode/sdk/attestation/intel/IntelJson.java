// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.nio.charset.StandardCharsets;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.protocol.Octets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** TCB info and QE identity of a test vendor, and how they are signed. */
public final class IntelJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ZEROES =
      "\"mrsigner\": \"%s\", \"attributes\": \"%s\", \"attributesMask\": \"%s\""
          .formatted("00".repeat(48), "00".repeat(8), "FF".repeat(8));

  private IntelJson() {}

  /** Two levels and, for TDX, a module of version 1 with three. */
  static ObjectNode tcbInfo(boolean tdx) {
    return object(
        """
        {"id": "%s", "version": 3, "issueDate": "%s", "nextUpdate": "%s", "fmspc": "%s",
         "pceId": "0000", "tcbType": 0, "tcbEvaluationDataNumber": 18, %s
         "tcbLevels": [
          {"tcb": {%s, "pcesvn": 11}, "tcbDate": "2025-06-01T00:00:00Z", "tcbStatus": "UpToDate"},
          {"tcb": {%s, "pcesvn": 10}, "tcbDate": "2024-01-01T00:00:00Z",
           "tcbStatus": "OutOfDate", "advisoryIDs": ["INTEL-SA-00001"]}]}
        """
            .formatted(
                tdx ? "TDX" : "SGX",
                IntelPki.FROM,
                IntelPki.UNTIL,
                PckExtensionDraft.FMSPC,
                tdx ? modules() : "",
                components(5, tdx),
                components(4, tdx)));
  }

  /** Three levels: 8 is current, 6 out of date, 4 revoked. */
  static ObjectNode qeIdentity(boolean tdx) {
    return object(
        """
        {"id": "%s", "version": 2, "issueDate": "%s", "nextUpdate": "%s",
         "tcbEvaluationDataNumber": 17, "miscselect": "00000001", "miscselectMask": "0000FFFF",
         "attributes": "11000000000000000000000000000000",
         "attributesMask": "FBFFFFFFFFFFFFFF0000000000000000",
         "mrsigner": "%s", "isvprodid": 2, "tcbLevels": [%s]}
        """
            .formatted(
                tdx ? "TD_QE" : "QE",
                IntelPki.FROM,
                IntelPki.UNTIL,
                QuoteDraft.QE_MRSIGNER,
                isvLevels(8, 6, 4, "INTEL-SA-00003")));
  }

  /** As Intel's service answers: the signature covers the exact bytes of the inner object. */
  static Octets signed(String name, ObjectNode content, TestCertificate signer) {
    String inner = MAPPER.writeValueAsString(content);
    Octets signature =
        TestKeys.sign(signer.privateKey(), EcCurve.P256, inner.getBytes(StandardCharsets.UTF_8));
    return text(
        "{\"%s\":%s,\"signature\":\"%s\"}"
            .formatted(name, inner, signature.toString().substring(2)));
  }

  public static ObjectNode object(String json) {
    return (ObjectNode) MAPPER.readTree(json);
  }

  public static Octets text(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String modules() {
    return """
    "tdxModule": {%s},
    "tdxModuleIdentities": [{"id": "TDX_01", %s, "tcbLevels": [%s]}],
    """
        .formatted(ZEROES, ZEROES, isvLevels(7, 5, 3, "INTEL-SA-00002"));
  }

  private static String isvLevels(int current, int behind, int revoked, String advisory) {
    return """
    {"tcb": {"isvsvn": %d}, "tcbDate": "2025-03-01T00:00:00Z", "tcbStatus": "UpToDate"},
    {"tcb": {"isvsvn": %d}, "tcbDate": "2023-01-01T00:00:00Z", "tcbStatus": "OutOfDate",
     "advisoryIDs": ["%s"]},
    {"tcb": {"isvsvn": %d}, "tcbDate": "2022-01-01T00:00:00Z", "tcbStatus": "Revoked"}
    """
        .formatted(current, behind, advisory, revoked);
  }

  private static String components(int svn, boolean tdx) {
    String all = (",{\"svn\":" + svn + "}").repeat(TcbComponents.COUNT).substring(1);
    String tdxSvns = "{\"svn\":0},{\"svn\":0}" + (",{\"svn\":" + svn + "}").repeat(14);
    return "\"sgxtcbcomponents\": ["
        + all
        + "]"
        + (tdx ? ", \"tdxtcbcomponents\": [" + tdxSvns + "]" : "");
  }
}
