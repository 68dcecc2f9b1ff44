// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/**
 * What is asked of a platform, whoever's keys it binds.
 *
 * @param developmentRoot SHA-256 of the development root certificate; present if and only if {@code
 *     tees} is DEVELOPMENT alone, so that no policy mixes it with hardware
 * @param debug whether enclaves that the host can read are accepted
 * @param revocationRequired whether AMD's revocation list must have been asked; Intel's always are
 */
public record PlatformPolicy(
    Set<Tee> tees,
    Optional<Bytes32> developmentRoot,
    boolean debug,
    boolean revocationRequired,
    TcbPolicy tcb,
    PckPolicy pck,
    SgxPolicy sgx,
    TdxPolicy tdx,
    SnpPolicy snp,
    Executables executables) {
  public PlatformPolicy {
    tees = Set.copyOf(tees);
  }
}
