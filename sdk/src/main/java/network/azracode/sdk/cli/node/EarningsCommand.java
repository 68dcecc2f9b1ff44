// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What waits is the contracts' word; what was paid out, the service's ledger's. */
@Command(
    name = "earnings",
    description = {
      "Show what a node has earned.",
      "What is not claimed yet is the contracts' word, what was claimed the service's ledger's."
    })
final class EarningsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      required = true,
      description = "Number of the node.")
  private long node;

  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();

  /**
   * Amounts are token base units as decimal strings.
   *
   * @param unclaimed as of {@code block}
   * @param claimed as of {@code claimedAsOf}
   */
  record Answer(
      NodeId nodeId,
      Address payout,
      long jobs,
      String unclaimed,
      long block,
      String claimed,
      int claims,
      long claimedAsOf) {
    String text(TokenAmounts amounts) {
      return """
      node       %s: %d jobs settled
      unclaimed  %s, as of block %d
      claimed    %s in %d claims, as of block %d
      payout     %s\
      """
          .formatted(
              nodeId,
              jobs,
              amounts.text(new BigInteger(unclaimed)),
              block,
              amounts.text(new BigInteger(claimed)),
              claims,
              claimedAsOf,
              payout);
    }
  }

  @Override
  public void run() {
    NodeId nodeId = NodeIds.of(node);
    try (Contracts contracts = chain.connect();
        ServiceHttp http = service.connect()) {
      Block head = contracts.chain().head();
      var earnings = contracts.settlement().at(head).earnings(nodeId);
      Claims claims = Claims.read(http, nodeId);
      var answer =
          new Answer(
              nodeId,
              contracts.registry().at(head).node(nodeId).payout(),
              earnings.jobs(),
              earnings.net().toString(),
              head.number(),
              claims.net().toString(),
              claims.count(),
              claims.block());
      Azra.outputOf(spec).print(answer, () -> answer.text(contracts.amounts()));
    }
  }
}
