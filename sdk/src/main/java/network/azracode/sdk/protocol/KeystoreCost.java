// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** How much work guessing a keystore's password shall be (scrypt). */
public enum KeystoreCost {
  /** About a second and 256 MB: for passwords that people choose. */
  STANDARD,
  /** A few milliseconds: for drawn passwords that are too long to guess anyway. */
  LIGHT
}
