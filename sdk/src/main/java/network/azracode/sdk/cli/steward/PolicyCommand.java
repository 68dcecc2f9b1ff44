// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Governance;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes a policy by the digest of its document, or retires one. */
@Command(name = "policy", description = "Publish a policy, or retire one.")
final class PolicyCommand extends GovernCommand {
  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private Change change;

  static final class Change {
    @ArgGroup(exclusive = false)
    private @Nullable Publication publication;

    @ArgGroup(exclusive = false)
    private @Nullable Retirement retirement;
  }

  static final class Publication {
    @Option(
        names = "--document",
        required = true,
        description = "Policy document; what counts on chain is the keccak256 of its bytes.")
    @SuppressWarnings("NullAway.Init") // required
    private Path document;

    @Option(names = "--min-stake", required = true, description = "In token base units.")
    @SuppressWarnings("NullAway.Init") // required
    private BigInteger minStake;

    @Option(names = "--lifetime", required = true, description = "Of a verdict, in seconds.")
    private int lifetimeSeconds;

    @Option(names = "--tee", required = true, description = "Accepted TEE; may be repeated.")
    private List<Tee> tees = List.of();

    @Option(names = "--time-bucket", required = true, description = "In seconds.")
    private int timeBucketSeconds;

    @Option(names = "--unit-bucket", required = true, description = "In compute units.")
    private int unitBucket;

    @Option(names = "--fee-bps", required = true, description = "Of 10,000.")
    private int feeBps;

    private PolicyTerms terms() {
      int teeMask = tees.stream().mapToInt(tee -> 1 << tee.code()).reduce(0, (a, b) -> a | b);
      var digest = Keccak.hash(bytes());
      return new PolicyTerms(
          minStake, lifetimeSeconds, teeMask, timeBucketSeconds, unitBucket, feeBps, digest);
    }

    private byte[] bytes() {
      try {
        return Files.readAllBytes(document);
      } catch (IOException e) {
        throw new AzraException(
            "policy.unreadable", "%s: expected a readable file, found %s".formatted(document, e), e);
      }
    }
  }

  static final class Retirement {
    @Option(names = "--retire", required = true, description = "Number of the policy.")
    private int policy;

    @Option(names = "--grace-until", required = true, description = "Unix seconds.")
    private long graceUntil;
  }

  @Override
  Call operation(Governance governance) {
    if (change.publication != null) {
      return governance.publishPolicy(change.publication.terms());
    }
    if (change.retirement != null) {
      return governance.retirePolicy(
          new PolicyId(change.retirement.policy), change.retirement.graceUntil);
    }
    throw new AzraException("option.missing", "expected --document or --retire, found neither");
  }
}
