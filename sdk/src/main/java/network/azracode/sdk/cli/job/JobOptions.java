// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.math.BigInteger;
import java.time.Duration;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.JobRequest;
import network.azracode.sdk.enclave.Programs;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be done, where, and for how much at most. */
final class JobOptions {
  private static final String SECONDS = "[0-9]{1,6}";

  @Option(
      names = "--node",
      paramLabel = "ID",
      required = true,
      description = "Number of the node, see 'azra node list'.")
  private long node;

  @Option(
      names = "--max-price",
      paramLabel = "AMOUNT",
      required = true,
      description = "The most to pay, in tokens; what is not used comes back.")
  @SuppressWarnings("NullAway.Init") // required
  private String maxPrice;

  @Option(
      names = "--program",
      paramLabel = "NAME|HASH",
      required = true,
      description = "What to run, such as word-count, or its hash; 'azra node inspect' lists them.")
  @SuppressWarnings("NullAway.Init") // required
  private String program;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "Time to the deadline, after which the money can be taken back (default:"
              + " ${DEFAULT-VALUE}; less where the node's attestation ends before).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String within;

  @Mixin private final JobInput input = new JobInput();

  NodeId node() {
    return new NodeId(node);
  }

  JobInput input() {
    return input;
  }

  /**
   * The request to this node; whatever the node would refuse is refused here, before it is paid
   * for.
   *
   * @param nowSeconds unix time
   * @throws AzraException {@code job.price}, {@code job.runway}, {@code job.program}, {@code
   *     amount.malformed}, {@code value.range}
   */
  JobRequest request(CheckedNode checked, byte[] content, TokenAmounts amounts, long nowSeconds) {
    Bytes32 hash = programHash();
    if (!checked.evidence().programs().contains(hash)) {
      throw new AzraException(
          "job.program",
          "--program: expected one of %s, which the node runs, found %s"
              .formatted(checked.evidence().programs(), hash));
    }
    long seconds = seconds();
    requireRunway(checked, nowSeconds, seconds);
    return new JobRequest(
        hash, content, units(checked.offer(), amounts), Duration.ofSeconds(seconds));
  }

  private long units(Offer offer, TokenAmounts amounts) {
    BigInteger most = amounts.parse("--max-price", maxPrice);
    BigInteger units =
        most.divide(offer.unitPrice().max(BigInteger.ONE))
            .min(BigInteger.valueOf(offer.maxUnits()));
    if (units.signum() == 0) {
      throw new AzraException(
          "job.price",
          "--max-price: expected at least %s, the node's price of one unit, found %s"
              .formatted(amounts.text(offer.unitPrice()), amounts.text(most)));
    }
    return units.longValueExact();
  }

  private static void requireRunway(CheckedNode checked, long nowSeconds, long seconds) {
    long runway = Math.min(nowSeconds + seconds, checked.until()) - nowSeconds;
    if (runway <= checked.offer().minRunway()) {
      throw new AzraException(
          "job.runway",
          "expected more than %d seconds to the deadline, which the node asks for, found %d"
              .formatted(checked.offer().minRunway(), runway));
    }
  }

  private long seconds() {
    if (!within.matches(SECONDS)) {
      throw new AzraException(
          "value.range", "--within: expected 1 to 999999 seconds, found something else");
    }
    return Long.parseLong(within);
  }

  /** {@code word-count} stands for {@code azra/word-count/1}. */
  private Bytes32 programHash() {
    if (program.startsWith("0x")) {
      return Bytes32.of(program);
    }
    return Programs.named(program)
        .or(() -> Programs.named("azra/" + program + "/1"))
        .orElseThrow(() ->
            new AzraException(
                "job.program",
                "--program: expected one of %s or a hash, found another name"
                    .formatted(Programs.names())))
        .hash();
  }
}
