// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import org.jspecify.annotations.Nullable;

/** Refused input or a failed step: a stable code for programs, a sentence for people. */
public class AzraException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable and dotted, such as {@code evidence.malformed}
   * @param message what was expected and what was found; never a byte of anybody's payload
   */
  public AzraException(String code, String message) {
    super(message);
    this.code = code;
  }

  public AzraException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public final String code() {
    return code;
  }
}
