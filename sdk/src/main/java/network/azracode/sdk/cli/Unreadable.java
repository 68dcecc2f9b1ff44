// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import network.azracode.sdk.protocol.AzraException;

/** A file or an answer that is not what it should be: ends with {@link ExitCode#UNREADABLE}. */
public final class Unreadable extends AzraException {
  private static final long serialVersionUID = 1L;

  public Unreadable(AzraException reason) {
    super(reason.code(), String.valueOf(reason.getMessage()), reason);
  }

  public Unreadable(String code, String message) {
    super(code, message);
  }
}
