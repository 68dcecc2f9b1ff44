// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.Window;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Intel's word on the TCB of one family of platforms.
 *
 * @param version 3, or 2: deprecated, SGX only, and never good enough to affirm
 * @param tdx whether it speaks of TDX, else of SGX
 * @param levels newest first
 * @param modules TDX modules, that of version 0 among them
 */
public record TcbInfo(
    int version,
    boolean tdx,
    Window window,
    Octets fmspc,
    Octets pceId,
    int evaluationDataNumber,
    List<TcbLevel> levels,
    List<TdxModuleIdentity> modules) {
  /** The version whose signed content says which TEE it is for. */
  public static final int CURRENT_VERSION = 3;

  private static final String CODE = "tcbInfo";
  private static final int DEPRECATED_VERSION = 2;
  private static final int FMSPC_LENGTH = 6;
  private static final int PCE_ID_LENGTH = 2;

  public TcbInfo {
    levels = List.copyOf(levels);
    modules = List.copyOf(modules);
  }

  static SignedJson parse(Octets json) {
    return SignedJson.parse(CODE, "tcbInfo", json);
  }

  /**
   * Reads what has been authenticated.
   *
   * @throws AzraException {@code collateral.tcbInfo.malformed} or {@code .version}
   */
  static TcbInfo read(SignedJson document) {
    JsonFields fields = new JsonFields(CODE, document.content());
    int version = fields.integer("version", Integer.MAX_VALUE);
    boolean deprecated = version == DEPRECATED_VERSION;
    if (!deprecated && version != CURRENT_VERSION) {
      throw Origin.COLLATERAL.refused(
          CODE + ".version", "TCB info: expected version 3, found " + version);
    }
    boolean tdx = !deprecated && isTdx(fields);
    return new TcbInfo(
        version,
        tdx,
        fields.window(),
        fields.hex("fmspc", FMSPC_LENGTH),
        fields.hex("pceId", PCE_ID_LENGTH),
        fields.integer("tcbEvaluationDataNumber", Integer.MAX_VALUE),
        fields.list("tcbLevels", level -> TcbLevel.read(level, tdx, deprecated)).stream()
            .sorted(TcbLevel.NEWEST_FIRST)
            .toList(),
        tdx ? modules(fields) : List.of());
  }

  private static boolean isTdx(JsonFields fields) {
    String id = fields.text("id");
    fields.require(id.equals("TDX") || id.equals("SGX"), "id", "SGX or TDX");
    return id.equals("TDX");
  }

  private static List<TdxModuleIdentity> modules(JsonFields fields) {
    List<TdxModuleIdentity> modules =
        new ArrayList<>(
            fields.has("tdxModuleIdentities")
                ? fields.list("tdxModuleIdentities", TdxModuleIdentity::read)
                : List.of());
    modules.add(TdxModuleIdentity.readUnversioned(fields.object("tdxModule")));
    return modules;
  }

  /** The module that Intel knows under this version. */
  public Optional<TdxModuleIdentity> module(int moduleVersion) {
    String id = TdxModuleIdentity.id(moduleVersion);
    return modules.stream().filter(module -> module.id().equals(id)).findFirst();
  }

  /**
   * Whether it speaks of this platform and kind of quote.
   *
   * @throws AzraException {@code collateral.tcbInfo.tee}, {@code .fmspc} or {@code .pceId}
   */
  public void requireFor(boolean tdxQuote, PckExtension pck) {
    if (tdx != tdxQuote) {
      throw mismatch("tee", tdxQuote ? "TDX" : "SGX", tdx ? "TDX" : "SGX");
    }
    if (!fmspc.equals(pck.fmspc())) {
      throw mismatch("fmspc", pck.fmspc(), fmspc);
    }
    if (!pceId.equals(pck.pceId())) {
      throw mismatch("pceId", pck.pceId(), pceId);
    }
  }

  private static AzraException mismatch(String code, Object expected, Object found) {
    return Origin.COLLATERAL.refused(
        CODE + "." + code,
        "TCB info: expected that of %s %s, found %s".formatted(code, expected, found));
  }
}
