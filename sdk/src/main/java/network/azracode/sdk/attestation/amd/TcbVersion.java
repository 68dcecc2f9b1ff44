// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.util.EnumMap;
import java.util.Map;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Octets;

/**
 * Security versions of all components of a platform, 0 to 255 each. Their order in a report depends
 * on the product, so versions compare by component and never as a number.
 */
public record TcbVersion(AmdProduct product, Map<TcbComponent, Integer> svns) {
  public TcbVersion {
    svns = Map.copyOf(svns);
  }

  /**
   * Reads the 8 bytes of a report.
   *
   * @param octets in the product's order
   */
  public static TcbVersion of(AmdProduct product, Octets octets) {
    byte[] bytes = octets.toByteArray();
    if (bytes.length != SnpReport.TCB_LENGTH) {
      throw new IllegalArgumentException("a TCB version has 8 bytes, found " + bytes.length);
    }
    Map<TcbComponent, Integer> svns = new EnumMap<>(TcbComponent.class);
    for (int i = 0; i < bytes.length; i++) {
      svns.put(product.tcbOrder().get(i), Byte.toUnsignedInt(bytes[i]));
    }
    return new TcbVersion(product, svns);
  }

  /** Zero for a component that the product does not have. */
  public int svn(TcbComponent component) {
    return svns.getOrDefault(component, 0);
  }

  /** Whether every component is at least the other's. */
  public boolean reaches(TcbVersion other) {
    return svns.keySet().stream().allMatch(component -> svn(component) >= other.svn(component));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(product.label());
    for (TcbComponent component : product.tcbOrder()) {
      text.append(' ').append(component.label()).append(' ').append(svn(component));
    }
    return text.toString();
  }
}
