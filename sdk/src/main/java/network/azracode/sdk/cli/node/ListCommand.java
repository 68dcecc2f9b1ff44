// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.util.Comparator;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.client.ServiceReads.NodeRow;
import network.azracode.sdk.node.ServiceHttp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code azra node list}: who could run a job. */
@Command(
    name = "list",
    description = {
      "List nodes as the service tells of them, the cheapest first; nothing is verified.",
      "Before anything is sealed to a node, 'azra job run' verifies it; 'azra node inspect' shows"
          + " how that would end."
    })
final class ListCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--all", description = "Also those that are not attested now.")
  private boolean all;

  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();

  record Answer(List<NodeLine> nodes) {
    String text() {
      return nodes.isEmpty() ? "no nodes" : NodeLine.table(nodes);
    }
  }

  @Override
  public void run() {
    try (Contracts contracts = chain.connect();
        ServiceHttp http = service.connect()) {
      var reads = new ServiceReads(http);
      List<NodeRow> rows = all ? reads.nodes() : reads.attestedNodes();
      var answer =
          new Answer(
              rows.stream()
                  .sorted(Comparator.comparing(NodeLine::price).thenComparing(NodeRow::nodeId))
                  .map(row -> NodeLine.of(row, contracts.amounts()))
                  .toList());
      Azra.outputOf(spec).print(answer, answer::text);
    }
  }
}
