// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;
import org.junit.jupiter.api.Test;

/**
 * E-28: every combination of statuses there is, against the rules written down a second time, in
 * Intel's words. Nothing but statuses goes in, so all histories are covered.
 */
class ConvergenceTest {
  private static final Set<String> LEVELS =
      Set.of(
          "UpToDate",
          "SWHardeningNeeded",
          "ConfigurationNeeded",
          "ConfigurationAndSWHardeningNeeded",
          "OutOfDate",
          "OutOfDateConfigurationNeeded",
          "Revoked");
  private static final Set<String> PARTS = Set.of("UpToDate", "OutOfDate", "Revoked");
  private static final Map<String, String> BEHIND =
      Map.of(
          "UpToDate", "OutOfDate",
          "SWHardeningNeeded", "OutOfDate",
          "ConfigurationNeeded", "OutOfDateConfigurationNeeded",
          "ConfigurationAndSWHardeningNeeded", "OutOfDateConfigurationNeeded");

  @Test
  void aPartThatIsBehindMakesTheWholeOutOfDate() {
    for (String platform : LEVELS) {
      for (String part : PARTS) {
        String expected =
            switch (part) {
              case "Revoked" -> "Revoked";
              case "OutOfDate" -> BEHIND.getOrDefault(platform, platform);
              default -> platform;
            };
        assertThat(Convergence.with(status(platform), status(part)).label())
            .as("%s with a part %s", platform, part)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void relaunchIsAdvisedOnlyWhereNothingButTheLaunchIsBehind() {
    for (String sgx : LEVELS) {
      for (String tdx : LEVELS) {
        for (String module : PARTS) {
          for (String enclave : PARTS) {
            boolean expected =
                BEHIND.containsKey(sgx)
                    && tdx.startsWith("OutOfDate")
                    && module.equals("OutOfDate")
                    && enclave.equals("UpToDate");
            assertThat(
                    Convergence.isBehindByLaunchAtMost(
                        status(sgx), status(tdx), status(module), status(enclave)))
                .as("%s, %s, %s, %s", sgx, tdx, module, enclave)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void whatElseIsNeededIsKeptWhenRelaunchIsAdvised() {
    for (String sgx : LEVELS) {
      for (String tdx : LEVELS) {
        boolean configuration = (sgx + tdx).contains("Configuration");
        assertThat(Convergence.relaunchAdvised(status(sgx), status(tdx)).label())
            .isEqualTo("TDRelaunchAdvised" + (configuration ? "ConfigurationNeeded" : ""));
      }
    }
  }

  private static TcbStatus status(String label) {
    return TcbStatus.ofLabel(label);
  }
}
