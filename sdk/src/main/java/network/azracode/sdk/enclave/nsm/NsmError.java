// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import java.util.Optional;

/** Why the module refuses, by the names that it uses itself. */
public enum NsmError {
  INVALID_ARGUMENT("InvalidArgument", "invalidArgument"),
  INVALID_INDEX("InvalidIndex", "invalidIndex"),
  INVALID_RESPONSE("InvalidResponse", "invalidResponse"),
  READ_ONLY_INDEX("ReadOnlyIndex", "readOnlyIndex"),
  INVALID_OPERATION("InvalidOperation", "invalidOperation"),
  BUFFER_TOO_SMALL("BufferTooSmall", "bufferTooSmall"),
  INPUT_TOO_LARGE("InputTooLarge", "inputTooLarge"),
  INTERNAL_ERROR("InternalError", "internalError");

  private final String label;
  private final String code;

  NsmError(String label, String code) {
    this.label = label;
    this.code = code;
  }

  /** As the module writes it. */
  public String label() {
    return label;
  }

  /** What follows {@code tee.nsm.} in codes. */
  public String code() {
    return code;
  }

  static Optional<NsmError> of(String label) {
    for (NsmError error : values()) {
      if (error.label.equals(label)) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }
}
