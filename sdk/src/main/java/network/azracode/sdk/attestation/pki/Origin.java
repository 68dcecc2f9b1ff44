// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.util.Locale;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/** Who handed in what is refused; codes start with its name in lower case. */
public enum Origin {
  /** The attester: what it hands in speaks about itself. */
  EVIDENCE,
  /** Whoever fetched it: a refusal says nothing about the attester. */
  COLLATERAL;

  /**
   * A refusal.
   *
   * @param code what follows the origin, such as {@code chain.expired}
   */
  public AzraException refused(String code, String message) {
    return refused(code, message, null);
  }

  /** A refusal with its cause. */
  public AzraException refused(String code, String message, @Nullable Throwable cause) {
    return new AzraException(name().toLowerCase(Locale.ROOT) + "." + code, message, cause);
  }
}
