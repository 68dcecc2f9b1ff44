// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import network.azracode.sdk.attestation.intel.PckExtension;
import network.azracode.sdk.attestation.intel.PckExtension.Configuration;
import network.azracode.sdk.attestation.policy.PckPolicy;

/** What a policy asks of an Intel platform, as its PCK certificate describes it. */
final class PckRules {
  private final PckPolicy policy;
  private final Findings findings;

  PckRules(PckPolicy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  void apply(PckExtension pck) {
    findings.warningUnless(
        policy.sgxTypes().isEmpty() || policy.sgxTypes().contains(pck.sgxType()),
        "pck.sgxType",
        "The platform's SGX type is %d, the policy accepts %s: run on a platform of such a type."
            .formatted(pck.sgxType(), new TreeSet<>(policy.sgxTypes())));
    flag(
        "pck.dynamicPlatform",
        policy.dynamicPlatform(),
        pck,
        Configuration::dynamicPlatform,
        "processor packages can be added to the platform; run on one that is fixed.");
    flag(
        "pck.cachedKeys",
        policy.cachedKeys(),
        pck,
        Configuration::cachedKeys,
        "Intel keeps the platform's root keys; run on one that is registered without them.");
    flag(
        "pck.smt",
        policy.smt(),
        pck,
        Configuration::smtEnabled,
        "threads share a core; disable simultaneous multithreading and register again.");
  }

  /** Certificates of the Processor CA have no such flags: what is refused must be known absent. */
  private void flag(
      String code,
      boolean accepted,
      PckExtension pck,
      Function<Configuration, Optional<Boolean>> flag,
      String why) {
    if (accepted) {
      return;
    }
    Optional<Boolean> found = pck.configuration().flatMap(flag);
    if (found.isEmpty()) {
      findings.unknown(
          code, "The PCK certificate does not say, the policy refuses what it cannot know: " + why);
      return;
    }
    findings.warningUnless(
        !found.get(), code, "The PCK certificate says true, the policy needs false: " + why);
  }
}
