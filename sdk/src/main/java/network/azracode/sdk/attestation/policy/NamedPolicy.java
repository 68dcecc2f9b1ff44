// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/**
 * A policy file as it was read; its digest names it, on chain and in answers.
 *
 * @param digest keccak256 of the file's bytes
 * @param binding how evidence must be tied to keys
 * @param programs hashes of the programs that the enclave runs; of our own binding only
 * @param maximumAge of evidence; empty where age plays no part
 */
public record NamedPolicy(
    Bytes32 digest,
    String name,
    int version,
    PlatformPolicy platform,
    BindingProfile binding,
    Set<Bytes32> programs,
    Optional<Duration> maximumAge) {
  /**
   * Built in: genuine, up to date where the vendor says so, not readable by the host. It expects no
   * code and no binding, so nothing can be sealed or signed on its word.
   */
  public static final NamedPolicy STRICT = parse(PolicyReader.resource("strict.yaml"));

  /**
   * Built in, and what every file starts from: adds revocation, age, privilege level, committed
   * firmware and floors. It names no code yet, so by itself it affirms nothing.
   */
  public static final NamedPolicy NETWORK = parse(PolicyReader.resource("network.yaml"));

  public NamedPolicy {
    programs = Set.copyOf(programs);
  }

  /**
   * Strict: unknown, repeated, mistyped and missing keys are errors.
   *
   * @throws AzraException {@code policy.malformed}
   */
  public static NamedPolicy parse(byte[] yaml) {
    PolicyFile file = PolicyReader.read(yaml);
    List<Bytes32> programs = file.programs() == null ? List.of() : file.programs();
    return new NamedPolicy(
        Keccak.hash(yaml),
        file.name(),
        file.version(),
        file.platform(),
        file.profile(),
        new HashSet<>(programs),
        Optional.ofNullable(file.maximumAgeSeconds()).map(Duration::ofSeconds));
  }
}
