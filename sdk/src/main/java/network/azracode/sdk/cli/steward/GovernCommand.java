// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.util.Optional;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.OperationState;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;
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
   * @param policy what an executed publication made
   */
  record Answer(String id, State state, long readyAt, @Nullable PolicyId policy) {
    String text() {
      return switch (state) {
        case UNKNOWN -> id + ": never scheduled with these options";
        case WAITING -> id + ": waiting, can be executed from second " + readyAt;
        case READY -> id + ": ready to be executed";
        case DONE -> id + ": done" + (policy == null ? "" : ", policy " + policy);
      };
    }
  }

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "STEP",
      description = "schedule, execute (after the delay, with the same options), or pending.")
  @SuppressWarnings("NullAway.Init") // required
  private Step step;

  @Option(
      names = "--id",
      paramLabel = "NAME",
      required = true,
      description = "Your name for the operation: once done, it is never done again.")
  @SuppressWarnings("NullAway.Init") // required
  private String id;

  @Mixin private final SendingOptions options = new SendingOptions();

  /** What to ask of the registry. */
  abstract Call operation(Contracts contracts);

  /** The policy that the operation, once executed, has published. */
  Optional<PolicyId> published(Contracts contracts) {
    return Optional.empty();
  }

  @Override
  public final void run() {
    Answer answer = step == Step.PENDING ? look() : act();
    Azra.outputOf(spec).print(answer, answer::text);
  }

  private Answer look() {
    try (Contracts contracts = options.connect()) {
      var proposal = new Proposal(id, operation(contracts), contracts.timelock());
      return answer(proposal.state(), contracts);
    }
  }

  private Answer act() {
    try (Sending sending = options.open(spec)) {
      Contracts contracts = sending.contracts();
      var proposal = new Proposal(id, operation(contracts), contracts.timelock());
      OperationState state =
          step == Step.SCHEDULE ? proposal.schedule(sending) : proposal.execute(sending);
      return answer(state, contracts);
    }
  }

  private Answer answer(OperationState state, Contracts contracts) {
    return switch (state) {
      case OperationState.Unknown() -> new Answer(id, State.UNKNOWN, 0, null);
      case OperationState.Waiting(long readyAt) -> new Answer(id, State.WAITING, readyAt, null);
      case OperationState.Ready(long readyAt) -> new Answer(id, State.READY, readyAt, null);
      case OperationState.Done() ->
          new Answer(id, State.DONE, 0, published(contracts).orElse(null));
    };
  }
}
