// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Governance;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.deployment.Governor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One operation of the registry's owner, through its timelock: scheduled, and executed later. */
abstract class GovernCommand implements Runnable {
  enum Step {
    SCHEDULE,
    EXECUTE,
    PENDING
  }

  enum State {
    UNKNOWN,
    WAITING,
    READY,
    DONE
  }

  /**
   * @param readyAt first second at which it can be executed, Unix time; 0 unless waiting or ready
   */
  record Answer(String id, State state, long readyAt) {}

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      index = "0",
      description = "schedule, execute (after the delay, with the same options), or pending.")
  @SuppressWarnings("NullAway.Init") // required
  private Step step;

  @Option(
      names = "--id",
      required = true,
      description = "Your name for the operation: once done, it is never done again.")
  @SuppressWarnings("NullAway.Init") // required
  private String id;

  @Mixin private final ChainOptions options = new ChainOptions();

  /** What to ask of the registry. */
  abstract Call operation(Governance governance);

  @Override
  public final void run() {
    Answer answer = options.with(this::take);
    Azra.outputOf(spec).print(answer, () -> text(answer));
  }

  private Answer take(ChainOptions.Connected connected) {
    var registry = new Registry(connected.chain(), connected.deployment().nodeRegistry());
    var timelock = new Timelock(connected.chain(), connected.deployment().timelock());
    var governor = new Governor(connected.sender(), timelock);
    Call operation = operation(registry.governance());
    switch (step) {
      case SCHEDULE -> governor.schedule(id, operation);
      case EXECUTE -> governor.execute(id, operation);
      case PENDING -> {}
    }
    return stateOf(timelock, operation);
  }

  private Answer stateOf(Timelock timelock, Call operation) {
    var salt = Governor.salt(id);
    if (!timelock.isScheduled(operation, salt)) {
      return new Answer(id, State.UNKNOWN, 0);
    }
    if (timelock.isDone(operation, salt)) {
      return new Answer(id, State.DONE, 0);
    }
    State state = timelock.isReady(operation, salt) ? State.READY : State.WAITING;
    return new Answer(id, state, timelock.readyAt(operation, salt));
  }

  private static String text(Answer answer) {
    return switch (answer.state()) {
      case UNKNOWN -> answer.id() + ": never scheduled";
      case WAITING -> answer.id() + ": waiting, can be executed from second " + answer.readyAt();
      case READY -> answer.id() + ": ready to be executed";
      case DONE -> answer.id() + ": done";
    };
  }
}
