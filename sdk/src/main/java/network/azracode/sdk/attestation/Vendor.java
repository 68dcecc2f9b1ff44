// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

/** Who vouches for hardware; AMD has a root of its own for each product. */
public enum Vendor {
  INTEL,
  AMD_MILAN,
  AMD_GENOA,
  AMD_TURIN,
  AWS_NITRO
}
