// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.util.Optional;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to deploy. With the windows of production nothing is left to a default. */
final class PlanOptions {
  private static final String PRODUCTION = "production";

  @Option(
      names = "--profile",
      defaultValue = PRODUCTION,
      description = "Windows of the contracts: production (default), local or test.")
  @SuppressWarnings("NullAway.Init") // has a default
  private String profile;

  @Option(
      names = "--token",
      description =
          "ERC-20 of stakes and payments; default, not in production: a development token.")
  private @Nullable String token;

  @Option(
      names = "--governor",
      description = "Schedules and executes; default, not in production: the deployer.")
  private @Nullable String governor;

  @Option(
      names = "--guardian",
      description = "May stop new business; default, not in production: the deployer.")
  private @Nullable String guardian;

  @Option(
      names = "--treasury",
      description = "Receives fees; default, not in production: the deployer.")
  private @Nullable String treasury;

  String profile() {
    return profile;
  }

  /**
   * @throws AzraException {@code profile.unknown}, {@code option.missing} or of {@link Address}
   */
  DeploymentPlan plan(Address deployer) {
    return new DeploymentPlan(
        Profile.named(profile),
        token(),
        party("--governor", governor, deployer),
        party("--guardian", guardian, deployer),
        party("--treasury", treasury, deployer));
  }

  private Optional<Address> token() {
    if (token == null) {
      requireNoProduction("--token");
      return Optional.empty();
    }
    return Optional.of(Address.of(token));
  }

  private Address party(String option, @Nullable String given, Address deployer) {
    if (given == null) {
      requireNoProduction(option);
      return deployer;
    }
    return Address.of(given);
  }

  private void requireNoProduction(String option) {
    if (profile.equals(PRODUCTION)) {
      throw new AzraException(
          "option.missing", option + ": expected an address with --profile production, found none");
    }
  }
}
