// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.sealing.SealingKeyPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra job fetch}: takes up what was interrupted, wherever that was. */
@Command(
    name = "fetch",
    description = {
      "Go on with a sealed job: open it in escrow if that was not done, send it, wait, open the"
          + " result.",
      "Also shows the result of a finished job again, as long as its node keeps it."
    })
final class FetchCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final OrderSource source = new OrderSource();
  @Mixin private final ClientOptions options = new ClientOptions();
  @Mixin private final ResultOptions result = new ResultOptions();

  @Override
  public Integer call() throws InterruptedException {
    return new Homecoming(spec, options.clock(), result).await(open());
  }

  private Homecoming.Awaited open() {
    return options.resultKey().ownKey() ? openedOrOpen() : withTheWallet();
  }

  /** Whoever has the results' key needs no wallet for a job that is open: a contract has none. */
  private Homecoming.Awaited openedOrOpen() {
    try (Contracts contracts = options.sending().connect()) {
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      OpenedJob job = source.order(jobs).job(contracts.deployment());
      if (new Opening(contracts).isDone(job)) {
        return new Homecoming.Awaited(
            job, options.resultKey().ownKeys(spec), contracts.deployment(), jobs);
      }
    }
    return withTheWallet();
  }

  private Homecoming.Awaited withTheWallet() {
    try (Sending sending = options.sending().open(spec)) {
      Contracts contracts = sending.contracts();
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      SealedOrder order = source.order(jobs);
      OpenedJob job = order.job(contracts.deployment());
      SealingKeyPair keys = options.resultKeys(spec, sending);
      var opening = new Opening(contracts);
      if (!opening.isDone(job)) {
        Azra.progressOf(spec).say("job %s: not open yet, opening it".formatted(job.id()));
        opening.open(job, order, sending);
      }
      return new Homecoming.Awaited(job, keys, contracts.deployment(), jobs);
    }
  }
}
