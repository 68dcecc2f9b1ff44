// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

/** Which code a policy expects. */
public sealed interface Executables {

  /** These, and no other. */
  record Named(ReferenceValues values) implements Executables {}

  /** Code is not looked at, so nothing can be sealed to it or signed for it. */
  record NotAppraised() implements Executables {}
}
