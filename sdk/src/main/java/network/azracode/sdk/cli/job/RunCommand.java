// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.sealing.SealingKeyPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra job run}: from the paper to the opened result. */
@Command(
    name = "run",
    description = {
      "Verify a node, seal a job to its enclave, pay into escrow, send it, wait for the result,"
          + " open it.",
      "Nothing is sealed or paid before the node's evidence is verified here, under a policy that"
          + " you accepted. The result goes to standard output. Interrupted after the job was"
          + " sealed, 'azra job fetch' goes on; after the deadline 'azra job refund' takes the money"
          + " back."
    })
final class RunCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final JobOptions wanted = new JobOptions();
  @Mixin private final ClientOptions options = new ClientOptions();
  @Mixin private final ResultOptions result = new ResultOptions();

  @Override
  public Integer call() throws InterruptedException {
    byte[] input = wanted.input().read();
    Homecoming.Awaited opened;
    try {
      opened = open(input);
    } finally {
      Arrays.fill(input, (byte) 0);
    }
    return new Homecoming(spec, options.clock(), result).await(opened);
  }

  private Homecoming.Awaited open(byte[] input) {
    try (Sending sending = options.sending().open(spec);
        ServiceHttp http = options.service().connect()) {
      Contracts contracts = sending.contracts();
      Network network = ServiceOptions.network(contracts, http);
      CheckedNode node = options.check(spec, network, wanted.node());
      JobRequest request = wanted.request(node, input, contracts.amounts(), options.nowSeconds());
      requireFunds(sending, node, request);
      SealingKeyPair keys = options.resultKeys(spec, sending);
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      OpenedJob job =
          options
              .client(network, sending, keys)
              .open(node, request, new Announced(jobs, Azra.progressOf(spec)));
      Azra.progressOf(spec).say("job %s: open in escrow".formatted(job.id()));
      return new Homecoming.Awaited(job, keys, contracts.deployment(), jobs);
    }
  }

  private static void requireFunds(Sending sending, CheckedNode node, JobRequest request) {
    Contracts contracts = sending.contracts();
    BigInteger price = node.offer().unitPrice().multiply(BigInteger.valueOf(request.maxUnits()));
    BigInteger free = contracts.settlement().latest().account(sending.address()).free();
    if (free.compareTo(price) < 0) {
      throw new AzraException(
          "account.short",
          "escrow account: expected at least %s, found %s: see 'azra account deposit'"
              .formatted(contracts.amounts().text(price), contracts.amounts().text(free)));
    }
  }
}
