// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * A document as a server handed it out.
 *
 * @param headers by name, in whatever case
 */
public record Fetched(Octets body, Map<String, String> headers) {
  public Fetched {
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = Collections.unmodifiableMap(byName);
  }

  /**
   * The header of this name.
   *
   * @throws AzraException {@code collateral.malformed}
   */
  String header(String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new AzraException(
          "collateral.malformed", "expected a header \"%s\", found none".formatted(name));
    }
    return value;
  }
}
