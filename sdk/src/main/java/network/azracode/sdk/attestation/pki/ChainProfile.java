// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.util.Set;

/**
 * What one vendor's chains look like.
 *
 * @param what the chain's name, for sentences
 * @param minLength certificates, root included
 * @param maxLength certificates, root included
 * @param algorithms signature algorithms, as the JDK names them
 */
public record ChainProfile(
    Origin origin, String what, int minLength, int maxLength, Set<String> algorithms) {
  public ChainProfile {
    algorithms = Set.copyOf(algorithms);
  }
}
