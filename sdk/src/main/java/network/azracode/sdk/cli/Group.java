// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: without one of them it says what there is. */
public abstract class Group implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public final void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
