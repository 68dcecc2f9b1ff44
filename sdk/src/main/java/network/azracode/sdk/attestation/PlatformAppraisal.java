// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.attestation.policy.Executables;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What a policy makes of a platform, whoever's keys it binds: by its type it can become neither a
 * verdict nor an input to sealing. Only {@link Appraiser} makes one.
 */
public final class PlatformAppraisal implements AttestationResult {
  private final VerifiedPlatform platform;
  private final NamedPolicy policy;
  private final List<Reason> reasons;

  PlatformAppraisal(VerifiedPlatform platform, NamedPolicy policy, List<Reason> reasons) {
    this.platform = platform;
    this.policy = policy;
    this.reasons = List.copyOf(reasons);
  }

  @Override
  public VerifiedPlatform platform() {
    return platform;
  }

  @Override
  public PlatformPolicy policy() {
    return policy.platform();
  }

  @Override
  public Bytes32 policyDigest() {
    return policy.digest();
  }

  @Override
  public List<Reason> reasons() {
    return reasons;
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(AttestationResult.super.notes());
    if (policy.platform().executables() instanceof Executables.Named
        && policy.binding() == BindingProfile.NONE) {
      notes.add("binding: none");
    }
    return notes;
  }
}
