// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.Window;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Which enclave Intel lets vouch for attestation keys.
 *
 * @param tdx whether for TDX ({@code TD_QE}), else for SGX ({@code QE})
 * @param levels newest first
 */
public record QeIdentity(
    boolean tdx,
    Window window,
    int evaluationDataNumber,
    Octets miscSelect,
    Octets miscSelectMask,
    Octets attributes,
    Octets attributesMask,
    Octets mrSigner,
    int isvProdId,
    List<IsvLevel> levels) {
  private static final String CODE = "qeIdentity";
  private static final int VERSION = 2;
  private static final int TDX_VERSION = 3;
  private static final int MAX_PRODUCT_ID = 65_535;

  public QeIdentity {
    levels = List.copyOf(levels);
  }

  static SignedJson parse(Octets json) {
    return SignedJson.parse(CODE, "enclaveIdentity", json);
  }

  /**
   * Reads what has been authenticated.
   *
   * @throws AzraException {@code collateral.qeIdentity.malformed} or {@code .version}
   */
  static QeIdentity read(SignedJson document) {
    JsonFields fields = new JsonFields(CODE, document.content());
    String id = fields.text("id");
    fields.require(id.equals("QE") || id.equals("TD_QE"), "id", "QE or TD_QE");
    boolean tdx = id.equals("TD_QE");
    int version = fields.integer("version", Integer.MAX_VALUE);
    if (version != VERSION && (!tdx || version != TDX_VERSION)) {
      throw Origin.COLLATERAL.refused(
          CODE + ".version", "QE identity: expected version 2, found " + version);
    }
    return new QeIdentity(
        tdx,
        fields.window(),
        fields.integer("tcbEvaluationDataNumber", Integer.MAX_VALUE),
        reversed(fields.hex("miscselect", 4)),
        reversed(fields.hex("miscselectMask", 4)),
        fields.hex("attributes", 16),
        fields.hex("attributesMask", 16),
        fields.hex("mrsigner", 32),
        fields.integer("isvprodid", MAX_PRODUCT_ID),
        IsvLevel.readAll(fields));
  }

  /** MISCSELECT is a number in JSON, most significant byte first; reports hold it the other way. */
  private static Octets reversed(Octets number) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < bytes.length / 2; i++) {
      byte swapped = bytes[i];
      bytes[i] = bytes[bytes.length - 1 - i];
      bytes[bytes.length - 1 - i] = swapped;
    }
    return Octets.of(bytes);
  }

  /**
   * Whether it speaks of the enclave that signs this kind of quote.
   *
   * @throws AzraException {@code collateral.qeIdentity.tee}
   */
  public void requireFor(boolean tdxQuote) {
    if (tdx != tdxQuote) {
      throw Origin.COLLATERAL.refused(
          CODE + ".tee",
          "QE identity: expected that of %s, found %s"
              .formatted(tdxQuote ? "TD_QE" : "QE", tdx ? "TD_QE" : "QE"));
    }
  }

  /**
   * Whether the enclave that signed is the one that Intel means. What its SVN is worth is left to
   * {@link #level}.
   *
   * @throws AzraException {@code evidence.quotingEnclave.*}: mrSigner, isvProdId, miscSelect,
   *     attributes, debug
   */
  public void requireDescribes(SgxReport quotingEnclave) {
    require("mrSigner", mrSigner, quotingEnclave.mrSigner());
    require("isvProdId", isvProdId, quotingEnclave.isvProdId());
    require("miscSelect", miscSelect, masked(quotingEnclave.miscSelect(), miscSelectMask));
    require("attributes", attributes, masked(quotingEnclave.attributes(), attributesMask));
    require("debug", false, quotingEnclave.debug());
  }

  /** The level that an SVN reaches; none where it reaches not even the lowest. */
  public Optional<IsvLevel> level(int isvSvn) {
    return IsvLevel.reached(levels, isvSvn);
  }

  static Octets masked(Octets value, Octets mask) {
    byte[] bytes = value.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] &= (byte) mask.unsignedByte(i);
    }
    return Octets.of(bytes);
  }

  private static void require(String field, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw Origin.EVIDENCE.refused(
          "quotingEnclave." + field,
          "quoting enclave: expected %s %s, found %s".formatted(field, expected, found));
    }
  }
}
