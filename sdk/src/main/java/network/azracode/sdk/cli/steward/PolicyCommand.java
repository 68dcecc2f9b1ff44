// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.RegistryView;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Unsigned;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes a policy by the digest of its document, or retires one. */
@Command(
    name = "policy",
    description = {
      "Publish a policy, or retire one.",
      "What counts on chain is the keccak256 of the document's bytes: serve exactly these."
    })
final class PolicyCommand extends GovernCommand {
  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private Change change;

  static final class Change {
    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable Publication publication;

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable Retirement retirement;
  }

  static final class Retirement {
    @Option(
        names = "--retire",
        paramLabel = "POLICY",
        required = true,
        description = "Number of the policy.")
    private int policy;

    @Option(
        names = "--grace-until",
        paramLabel = "SECOND",
        required = true,
        description = "Last second at which its nodes still take jobs, Unix time.")
    private long graceUntil;
  }

  @Override
  Call operation(Contracts contracts) {
    return change.retirement == null
        ? contracts.registry().governance().publishPolicy(terms(contracts))
        : contracts
            .registry()
            .governance()
            .retirePolicy(
                new PolicyId(change.retirement.policy),
                Unsigned.require("--grace-until", change.retirement.graceUntil, 32));
  }

  /** The newest of these terms: they say all that there is to say of a policy. */
  @Override
  Optional<PolicyId> published(Contracts contracts) {
    if (change.retirement != null) {
      return Optional.empty();
    }
    PolicyTerms terms = terms(contracts);
    RegistryView registry = contracts.registry().latest();
    return IntStream.rangeClosed(1, registry.policyCount())
        .mapToObj(PolicyId::new)
        .filter(policy -> registry.policy(policy).terms().equals(terms))
        .reduce((earlier, later) -> later);
  }

  private PolicyTerms terms(Contracts contracts) {
    Publication publication = requireNonNull(change.publication);
    BigInteger minStake = contracts.amounts().parse("--min-stake", publication.minStake());
    return publication.terms(Unsigned.require("--min-stake", minStake, 96));
  }
}
