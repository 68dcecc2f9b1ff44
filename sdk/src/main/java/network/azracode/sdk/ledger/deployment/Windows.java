// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.math.BigInteger;
import java.util.Map;
import network.azracode.contracts.NodeRegistry;

/** All waiting times of the contracts, in seconds; what each means stands in the contract's own. */
public record Windows(
    long maxLifetimeSeconds,
    long maxSessionNoticeSeconds,
    long reportWindowSeconds,
    long caseDelaySeconds,
    long marginSeconds,
    long maxCaseHoldSeconds,
    long unbondingSeconds,
    long suspensionSeconds,
    long suspensionCoolDownSeconds) {
  /** As {@code RegistryView.windowsSeconds} tells them. */
  Map<String, Long> byName() {
    return Map.of(
        "maxLifetimeSeconds", maxLifetimeSeconds,
        "maxSessionNoticeSeconds", maxSessionNoticeSeconds,
        "reportWindowSeconds", reportWindowSeconds,
        "caseDelaySeconds", caseDelaySeconds,
        "marginSeconds", marginSeconds,
        "maxCaseHoldSeconds", maxCaseHoldSeconds,
        "unbondingSeconds", unbondingSeconds,
        "suspensionSeconds", suspensionSeconds,
        "suspensionCoolDownSeconds", suspensionCoolDownSeconds);
  }

  NodeRegistry.Windows encoded() {
    return new NodeRegistry.Windows(
        BigInteger.valueOf(maxLifetimeSeconds),
        BigInteger.valueOf(maxSessionNoticeSeconds),
        BigInteger.valueOf(reportWindowSeconds),
        BigInteger.valueOf(caseDelaySeconds),
        BigInteger.valueOf(marginSeconds),
        BigInteger.valueOf(maxCaseHoldSeconds),
        BigInteger.valueOf(unbondingSeconds),
        BigInteger.valueOf(suspensionSeconds),
        BigInteger.valueOf(suspensionCoolDownSeconds));
  }
}
