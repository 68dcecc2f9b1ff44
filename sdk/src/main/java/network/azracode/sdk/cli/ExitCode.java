// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

/** What the exit codes of {@code azra} mean; scripts may rely on them. */
public final class ExitCode {
  /** Done; what was to be checked holds. */
  public static final int DONE = 0;

  /** Not done; standard error says why. */
  public static final int FAILED = 1;

  /** Checked, and the answer is no: evidence does not affirm, a receipt is not valid. */
  public static final int REFUTED = 2;

  /** A file or an answer could not be read as what it should be. */
  public static final int UNREADABLE = 3;

  /** The command was called with wrong options or arguments. */
  public static final int USAGE = 64;

  private ExitCode() {}
}
