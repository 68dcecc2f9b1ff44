// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * By which convention an enclave writes its keys into evidence. Only {@link #AZRACODE} names node,
 * chain and time, so only under it can evidence become a verdict or be sealed to.
 */
public enum BindingProfile {
  /** Ours: the digest of an EnclaveBinding under the registry, signer and challenge block. */
  @JsonProperty("azracode")
  AZRACODE("azracode"),
  /** An address and the hash of extended registration data. */
  @JsonProperty("flashtestations")
  FLASHTESTATIONS("flashtestations"),
  /** A hash over a tag and content, or 64 bytes as they are. */
  @JsonProperty("dstack")
  DSTACK("dstack"),
  /** The hash of a runtime attestation key, and a nonce. */
  @JsonProperty("oasis")
  OASIS("oasis"),
  /** An address, perhaps with the fingerprint of a certificate, and a nonce. */
  @JsonProperty("addressAndNonce")
  ADDRESS_AND_NONCE("addressAndNonce"),
  /** Whose keys the evidence binds is not asked. */
  @JsonProperty("none")
  NONE("none");

  private final String label;

  BindingProfile(String label) {
    this.label = label;
  }

  /** As policy files call it. */
  public String label() {
    return label;
  }
}
