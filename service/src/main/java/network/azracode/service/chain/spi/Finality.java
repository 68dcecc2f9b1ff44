// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a block is from being taken back. */
public enum Finality {
  HEAD,
  SAFE,
  FINALIZED;

  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
