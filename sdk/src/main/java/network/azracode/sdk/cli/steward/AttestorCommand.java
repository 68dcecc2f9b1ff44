// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Governance;
import network.azracode.sdk.protocol.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who signs verdicts, and how many of them must. */
@Command(name = "attestor", description = "Appoint or remove an attestor, or set the threshold.")
final class AttestorCommand extends GovernCommand {
  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private Change change;

  static final class Change {
    @Option(names = "--add", description = "Address to appoint.")
    private @Nullable String added;

    @Option(names = "--remove", description = "Address to remove, for good.")
    private @Nullable String removed;

    @Option(names = "--threshold", description = "How many must sign.")
    private int threshold;
  }

  @Override
  Call operation(Governance governance) {
    if (change.added != null) {
      return governance.addAttestor(Address.of(change.added));
    }
    return change.removed != null
        ? governance.removeAttestor(Address.of(change.removed))
        : governance.setThreshold(change.threshold);
  }
}
