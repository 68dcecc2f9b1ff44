// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import static network.azracode.sdk.protocol.TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED;
import static network.azracode.sdk.protocol.TcbStatus.CONFIGURATION_NEEDED;
import static network.azracode.sdk.protocol.TcbStatus.OUT_OF_DATE;
import static network.azracode.sdk.protocol.TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
import static network.azracode.sdk.protocol.TcbStatus.REVOKED;
import static network.azracode.sdk.protocol.TcbStatus.SW_HARDENING_NEEDED;
import static network.azracode.sdk.protocol.TcbStatus.TD_RELAUNCH_ADVISED;
import static network.azracode.sdk.protocol.TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED;
import static network.azracode.sdk.protocol.TcbStatus.UP_TO_DATE;

import java.util.EnumSet;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * How the statuses of a platform's parts become one, as in Intel's library ({@code TcbLevelCheck},
 * {@code TdxModuleCheck}, {@code TDRelaunchCheck}): a part that is behind makes the whole out of
 * date, keeping what else is needed; a part that is revoked revokes the whole.
 */
final class Convergence {
  private static final Set<TcbStatus> NOT_BEHIND =
      EnumSet.of(
          UP_TO_DATE,
          SW_HARDENING_NEEDED,
          CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED);
  private static final Set<TcbStatus> CONFIGURATION =
      EnumSet.of(
          CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED,
          OUT_OF_DATE_CONFIGURATION_NEEDED,
          TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED);

  private Convergence() {}

  /**
   * The status of the platform and one of its parts together.
   *
   * @param part UpToDate, OutOfDate or Revoked: all that a TDX module or quoting enclave can be
   */
  static TcbStatus with(TcbStatus platform, TcbStatus part) {
    return switch (part) {
      case REVOKED -> REVOKED;
      case OUT_OF_DATE ->
          switch (platform) {
            case UP_TO_DATE, SW_HARDENING_NEEDED -> OUT_OF_DATE;
            case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED ->
                OUT_OF_DATE_CONFIGURATION_NEEDED;
            default -> platform;
          };
      default -> platform;
    };
  }

  /**
   * Whether nothing but the module that the trust domain was launched under may be behind.
   *
   * @param sgx status of the platform's SGX components alone
   * @param tdx status of platform and module together
   */
  static boolean isBehindByLaunchAtMost(
      TcbStatus sgx, TcbStatus tdx, TcbStatus module, TcbStatus quotingEnclave) {
    return NOT_BEHIND.contains(sgx)
        && (tdx == OUT_OF_DATE || tdx == OUT_OF_DATE_CONFIGURATION_NEEDED)
        && module == OUT_OF_DATE
        && quotingEnclave == UP_TO_DATE;
  }

  /** The status of a trust domain that a new launch would bring up to date. */
  static TcbStatus relaunchAdvised(TcbStatus sgx, TcbStatus tdx) {
    return CONFIGURATION.contains(sgx) || CONFIGURATION.contains(tdx)
        ? TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED
        : TD_RELAUNCH_ADVISED;
  }
}
