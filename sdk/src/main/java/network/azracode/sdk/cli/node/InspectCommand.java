// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.PolicyOptions;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.NodeInspection;
import network.azracode.sdk.client.NodeReport;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra node inspect}: is it what it claims to be, and what runs there? */
@Command(
    name = "inspect",
    description = {
      "Fetch a node's evidence and collateral, verify them here, and show what runs there.",
      "Exits 0 only if it is proven and takes jobs, else 2."
    })
final class InspectCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Number of the node.")
  private long nodeId;

  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();
  @Mixin private final PolicyOptions policies = new PolicyOptions();

  @Override
  public Integer call() {
    var accepted = policies.accepted(Azra.homeOf(spec));
    try (Contracts contracts = chain.connect();
        ServiceHttp http = service.connect()) {
      var network = ServiceOptions.network(contracts, http);
      NodeReport report =
          new NodeInspection(network, accepted, InstantSource.system()).report(new NodeId(nodeId));
      NodePicture picture = NodePicture.of(report, contracts.amounts());
      Azra.outputOf(spec).print(picture, picture::text);
      return picture.proven() ? ExitCode.DONE : ExitCode.REFUTED;
    }
  }
}
