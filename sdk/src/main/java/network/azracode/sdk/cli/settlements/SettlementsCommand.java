// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.settlements;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Table;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.client.ServiceReads.SettlementRow;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code azra settlements}: what was paid, for whom, by whom; never for what. */
@Command(
    name = "settlements",
    description = {
      "List what was settled, newest first, as the service tells it.",
      "'azra receipt verify' proves a single one against the chain."
    })
public final class SettlementsCommand implements Runnable {
  private static final int MAX_LIMIT = 10_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--node", paramLabel = "ID", description = "Only of this node.")
  private @Nullable Long node;

  @Option(names = "--operator", paramLabel = "ADDRESS", description = "Only of this operator.")
  private @Nullable String operator;

  @Option(names = "--client", paramLabel = "ADDRESS", description = "Only of this client.")
  private @Nullable String client;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Settled then or later, such as 2026-11-01T00:00:00Z.")
  private @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Settled before then.")
  private @Nullable Instant to;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "20",
      description = "Most rows to show (default: ${DEFAULT-VALUE}, at most 10000).")
  private int limit;

  @Mixin private final ServiceOptions service = new ServiceOptions();

  record Answer(List<SettlementRow> settlements) {}

  @Override
  public void run() {
    try (ServiceHttp http = service.connect()) {
      var reads = new ServiceReads(http);
      List<SettlementRow> rows = reads.settlements(query(), Math.clamp(limit, 1, MAX_LIMIT));
      var amounts = new TokenAmounts(reads.tokenDecimals());
      Azra.outputOf(spec).print(new Answer(rows), () -> text(rows, amounts));
    }
  }

  private ServiceReads.SettlementQuery query() {
    return new ServiceReads.SettlementQuery(
        node == null ? null : new NodeId(node),
        operator == null ? null : Address.of(operator),
        client == null ? null : Address.of(client),
        from,
        to);
  }

  private static String text(List<SettlementRow> rows, TokenAmounts amounts) {
    return rows.isEmpty()
        ? "no settlements"
        : Table.of(
            List.of("SETTLED", "JOB", "NODE", "CLIENT", "UNITS", "PAID", "FEE", "TEE"),
            rows.stream().map(row -> cells(row, amounts)).toList());
  }

  private static List<String> cells(SettlementRow row, TokenAmounts amounts) {
    return List.of(
        Instant.ofEpochSecond(row.settledAt()).toString(),
        row.jobId().toString(),
        row.nodeId().toString(),
        row.client().toString(),
        row.computeUnits().toString(),
        amounts.text(new BigInteger(row.paid())),
        amounts.text(new BigInteger(row.fee())),
        row.nodeAttested().tee().toString());
  }
}
