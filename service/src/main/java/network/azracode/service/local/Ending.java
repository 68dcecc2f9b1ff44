// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import network.azracode.sdk.protocol.AzraException;

/** Why the living network ends. */
sealed interface Ending {
  /** Somebody pressed Ctrl-C or sent SIGTERM. */
  record Asked() implements Ending {}

  /** It could not start, or something that it stands on ended under it. */
  record Failed(String code, String message) implements Ending {
    static Failed of(Throwable failure) {
      return failure instanceof AzraException known
          ? new Failed(known.code(), String.valueOf(known.getMessage()))
          : new Failed("local.failed", failure.toString());
    }

    /** A child process that nobody here has stopped. */
    static Failed lost(String part) {
      return new Failed(
          "local.lost",
          "expected %s to run, found it ended; start again to go on from here".formatted(part));
    }
  }

  /** A counted run has come to its end, whatever it found. */
  record Counted(RunReport report) implements Ending {}
}
