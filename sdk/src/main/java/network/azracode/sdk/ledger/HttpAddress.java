// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.net.URI;
import java.net.URISyntaxException;
import network.azracode.sdk.protocol.AzraException;

/** Where something listens that speaks HTTP; found out before anything is asked of it. */
public final class HttpAddress {
  private static final int MAX_PORT = 65_535;

  private HttpAddress() {}

  /**
   * @param code of the refusal
   * @param text such as {@code https://node.example:8443}
   * @throws AzraException with that code
   */
  public static URI parse(String code, String text) {
    try {
      return require(code, new URI(text));
    } catch (URISyntaxException e) {
      throw refused(code);
    }
  }

  /**
   * @param code of the refusal
   * @throws AzraException with that code
   */
  public static URI require(String code, URI url) {
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null || url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw refused(code);
    }
    return url;
  }

  /** What may be told of an address: in user, path or query a provider's key may stand. */
  public static String hostAndPort(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** Tells nothing of what was found: a provider's key may stand in it. */
  private static AzraException refused(String code) {
    return new AzraException(
        code, "expected http:// or https:// with a host, and a port of 1 to 65535 if any");
  }
}
