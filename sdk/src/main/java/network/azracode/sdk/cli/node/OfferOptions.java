// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.time.Duration;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.NodeSettings;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.PolicyId;
import picocli.CommandLine.Option;

/** What an operator decides about a node. */
final class OfferOptions {
  private static final String MAX_ENVELOPE = "1048640";

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      required = true,
      description = "Number of the policy under which the node asks to be appraised.")
  private int policy;

  @Option(
      names = "--unit-price",
      paramLabel = "AMOUNT",
      required = true,
      description = "Tokens for one compute unit, about a millisecond: 0.001, or base:<units>.")
  @SuppressWarnings("NullAway.Init") // required
  private String unitPrice;

  @Option(
      names = "--min-runway",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "That must be left until a job's deadline when it arrives (default: ${DEFAULT-VALUE}).")
  private long minRunwaySeconds;

  @Option(
      names = "--max-units",
      paramLabel = "UNITS",
      defaultValue = "10000",
      description = "Most that one job may pay for (default: ${DEFAULT-VALUE}).")
  private long maxUnits;

  @Option(
      names = "--max-envelope-bytes",
      paramLabel = "BYTES",
      defaultValue = MAX_ENVELOPE,
      description = "Largest sealed envelope that is taken (default, and most: ${DEFAULT-VALUE}).")
  private int maxEnvelopeBytes;

  @Option(
      names = "--claim-at",
      paramLabel = "AMOUNT",
      defaultValue = "1",
      description = "Claim as soon as so many tokens are earned (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String claimAt;

  @Option(
      names = "--keep-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "How long receipts and sealed results stay after a job's deadline, fetched or not"
              + " (default: ${DEFAULT-VALUE}).")
  private int keepDays;

  @Option(
      names = "--drain-seconds",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long a stop waits for what was taken on (default: ${DEFAULT-VALUE}).")
  private int drainSeconds;

  /**
   * @throws AzraException {@code option.range}, {@code amount.malformed}
   */
  NodeSettings settings(TokenAmounts amounts, Listening listening) {
    requireIn("--min-runway", minRunwaySeconds, 1, (1L << 32) - 1);
    requireIn("--max-units", maxUnits, 1, Limits.MAX_UNITS);
    requireIn("--max-envelope-bytes", maxEnvelopeBytes, 1, Limits.MAX_ENVELOPE_BYTES);
    requireIn("--keep-days", keepDays, 1, 3_650);
    requireIn("--drain-seconds", drainSeconds, 0, 3_600);
    BigInteger price = amounts.parse("--unit-price", unitPrice);
    return new NodeSettings(
        new PolicyId(policy),
        price,
        minRunwaySeconds,
        maxUnits,
        maxEnvelopeBytes,
        amounts.parse("--claim-at", claimAt).max(BigInteger.ONE),
        Duration.ofDays(keepDays),
        Duration.ofSeconds(drainSeconds),
        listening);
  }

  private static void requireIn(String option, long found, long least, long most) {
    if (found < least || found > most) {
      throw new AzraException(
          "option.range", "%s: expected %d to %d, found %d".formatted(option, least, most, found));
    }
  }
}
