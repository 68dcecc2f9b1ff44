// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import network.azracode.sdk.attestation.policy.Executables;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/** What {@link Appraiser} says: of a platform alone, or of a node's enclave with its keys. */
public sealed interface AttestationResult permits PlatformAppraisal, Appraisal {

  VerifiedPlatform platform();

  PlatformPolicy policy();

  Bytes32 policyDigest();

  /** What is short of the policy; empty if and only if affirming. */
  List<Reason> reasons();

  /** The worst of the reasons; affirming when there is none. */
  default Affirmation affirmation() {
    return reasons().stream()
        .map(Reason::worst)
        .max(Comparator.naturalOrder())
        .orElse(Affirmation.AFFIRMING);
  }

  default Tee tee() {
    return platform().tee();
  }

  default TcbEvaluation tcb() {
    return platform().tcb();
  }

  default Bytes32 collateralDigest() {
    return platform().collateralDigest();
  }

  /** What the policy did not ask for and was therefore not looked at. */
  default List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (platform() instanceof VerifiedSnp snp && !snp.revocationChecked()) {
      notes.add("revocation not checked");
    }
    if (policy().executables() instanceof Executables.NotAppraised) {
      notes.add("executables: none");
    }
    return notes;
  }
}
