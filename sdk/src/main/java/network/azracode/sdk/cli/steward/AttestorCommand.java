// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Governance;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who signs verdicts, and how many of them must. */
@Command(name = "attestor", description = "Appoint or remove an attestor, or set the threshold.")
final class AttestorCommand extends GovernCommand {
  private static final int MAX_THRESHOLD = 255;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private Change change;

  static final class Change {
    @Option(names = "--add", paramLabel = "ADDRESS", description = "Address to appoint.")
    private @Nullable String added;

    @Option(
        names = "--remove",
        paramLabel = "ADDRESS",
        description = "Address to remove, for good.")
    private @Nullable String removed;

    @Option(names = "--threshold", paramLabel = "NUMBER", description = "How many must sign.")
    private int threshold;
  }

  @Override
  Call operation(Contracts contracts) {
    Governance governance = contracts.registry().governance();
    if (change.added != null) {
      return governance.addAttestor(Address.of(change.added));
    }
    return change.removed != null
        ? governance.removeAttestor(Address.of(change.removed))
        : governance.setThreshold(threshold());
  }

  private int threshold() {
    if (change.threshold < 1 || change.threshold > MAX_THRESHOLD) {
      throw new AzraException(
          "value.range",
          "--threshold: expected 1 to %d, found %d".formatted(MAX_THRESHOLD, change.threshold));
    }
    return change.threshold;
  }
}
