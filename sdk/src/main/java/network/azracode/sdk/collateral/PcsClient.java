// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.pki.Crl;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Intel's provisioning certification service, version 4, or a caching service (PCCS) that speaks
 * the same. Documents are kept as signed; whether they are genuine is for the verifier to find out.
 */
public final class PcsClient {
  private static final String CERTIFICATION = "certification/v4/";
  private static final String TCB_CHAIN_HEADER = "TCB-Info-Issuer-Chain";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .build();

  private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})++");

  private final URI base;
  private final URI rootCrl;
  private final Fetcher fetcher;

  /**
   * A client.
   *
   * @param base of the service
   * @param rootCrl where the root's own list lies: Intel keeps it elsewhere than its service
   */
  public PcsClient(URI base, URI rootCrl, Fetcher fetcher) {
    this.base = VendorServices.folder(base);
    this.rootCrl = rootCrl;
    this.fetcher = fetcher;
  }

  /**
   * All that quotes of one kind of platform need.
   *
   * @param tee SGX or TDX
   * @param fmspc six bytes, from the PCK certificate
   * @throws AzraException {@code collateral.*}
   */
  public Collateral collateral(Tee tee, Octets fmspc, PckCa ca) {
    String kind = (tee == Tee.TDX ? "tdx/" : "sgx/") + CERTIFICATION;
    String digits = HexFormat.of().formatHex(fmspc.toByteArray());
    Fetched tcbInfo = fetch(kind + "tcb?fmspc=" + digits, "tcbInfo");
    Fetched identity = fetch(kind + "qe/identity", "enclaveIdentity");
    String list = "sgx/" + CERTIFICATION + "pckcrl?ca=" + ca.parameter() + "&encoding=der";
    return new Collateral(
        Map.of(
            "tcb_info.json", tcbInfo.body(),
            "qe_identity.json", identity.body(),
            "tcb_signing_chain.pem", chain(tcbInfo),
            "pck_crl.der", list(base.resolve(list)),
            "root_ca_crl.der", list(rootCrl)));
  }

  private Fetched fetch(String path, String signed) {
    return fetcher.fetch(base.resolve(path), document -> nextUpdate(document, signed));
  }

  private Octets list(URI uri) {
    return der(fetcher.fetch(uri, PcsClient::nextUpdate).body());
  }

  private static Octets chain(Fetched document) {
    String pem = URLDecoder.decode(document.header(TCB_CHAIN_HEADER), StandardCharsets.US_ASCII);
    return Octets.of(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static Instant nextUpdate(Fetched list) {
    return Crl.parse("Intel revocation list", der(list.body())).window().until();
  }

  private static Instant nextUpdate(Fetched document, String signed) {
    try {
      JsonNode json = MAPPER.readTree(document.body().toByteArray());
      return Instant.parse(json.path(signed).path("nextUpdate").asString(""));
    } catch (JacksonException | DateTimeException e) {
      throw new AzraException(
          "collateral.malformed",
          "expected JSON with %s.nextUpdate, found something else".formatted(signed),
          e);
    }
  }

  /** Caching services answer lists as hexadecimal digits. */
  private static Octets der(Octets list) {
    String text = new String(list.toByteArray(), StandardCharsets.US_ASCII).strip();
    return HEX.matcher(text).matches() ? Octets.of(HexFormat.of().parseHex(text)) : list;
  }
}
