// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.math.BigInteger;
import java.nio.file.Path;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Unsigned;
import picocli.CommandLine.Option;

/** A policy to be published; kinds of evidence and digest are those of its document. */
final class Publication {
  private static final int MAX_DOCUMENT_BYTES = 65_536;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      required = true,
      description =
          "Policy document, which names code: it is read first, and refused if malformed.")
  @SuppressWarnings("NullAway.Init") // required
  private Path document;

  @Option(
      names = "--min-stake",
      paramLabel = "AMOUNT",
      required = true,
      description = "Of a node: tokens such as 1500.5, or base:<units>.")
  @SuppressWarnings("NullAway.Init") // required
  private String minStake;

  @Option(
      names = "--lifetime",
      paramLabel = "SECONDS",
      required = true,
      description = "Longest life of a verdict.")
  private long lifetimeSeconds;

  @Option(
      names = "--time-bucket",
      paramLabel = "SECONDS",
      required = true,
      description = "Times in receipts are floored to it.")
  private long timeBucketSeconds;

  @Option(
      names = "--unit-bucket",
      paramLabel = "UNITS",
      required = true,
      description = "Compute units are rounded up to it.")
  private long unitBucket;

  @Option(
      names = "--fee-bps",
      paramLabel = "BPS",
      required = true,
      description = "Fee on every payment, in ten-thousandths.")
  private long feeBps;

  String minStake() {
    return minStake;
  }

  /**
   * @param minStakeUnits token base units
   * @throws AzraException {@code value.range}
   */
  PolicyTerms terms(BigInteger minStakeUnits) {
    PolicyDocument policy = InputFile.parse(document, MAX_DOCUMENT_BYTES, PolicyDocument::parse);
    int teeMask = policy.tees().stream().map(Tee::code).reduce(0, (mask, tee) -> mask | 1 << tee);
    return new PolicyTerms(
        minStakeUnits,
        (int) Unsigned.require("--lifetime", lifetimeSeconds, 24),
        teeMask,
        (int) Unsigned.require("--time-bucket", timeBucketSeconds, 16),
        (int) Unsigned.require("--unit-bucket", unitBucket, 24),
        (int) Unsigned.require("--fee-bps", feeBps, 16),
        policy.digest());
  }
}
