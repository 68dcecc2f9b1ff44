// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/**
 * Which code, on which platforms, counts as good: a YAML file whose digest is on chain.
 *
 * @param digest keccak256 of the file's bytes
 * @param developmentRoot SHA-256 of the development root certificate; present if and only if {@code
 *     tees} is DEVELOPMENT alone, so that no policy mixes it with hardware
 * @param mrTds accepted values of MRTD, 48 bytes each
 * @param programs hashes of the programs that the enclave runs
 * @param maximumAge of evidence, from the time of its challenge block
 * @param debug whether trust domains that the host can read are accepted
 */
public record PolicyDocument(
    Bytes32 digest,
    String name,
    int version,
    Set<Tee> tees,
    Set<TcbStatus> statuses,
    Optional<Bytes32> developmentRoot,
    Set<Octets> mrTds,
    Set<Bytes32> programs,
    Duration maximumAge,
    boolean debug) {

  public PolicyDocument {
    tees = Set.copyOf(tees);
    statuses = Set.copyOf(statuses);
    mrTds = Set.copyOf(mrTds);
    programs = Set.copyOf(programs);
    boolean development = tees.contains(Tee.DEVELOPMENT);
    if (developmentRoot.isPresent() != development || (development && tees.size() > 1)) {
      throw malformed("anchors.development: expected with tees [DEVELOPMENT] and only then");
    }
  }

  /**
   * Strict: unknown, missing and repeated keys are errors.
   *
   * @throws AzraException {@code policy.malformed}
   */
  public static PolicyDocument parse(byte[] yaml) {
    return PolicyYaml.parse(yaml);
  }

  /** What bindings call {@code programsHash}: keccak256 of the sorted program hashes. */
  public Bytes32 programsHash() {
    return programsHash(programs);
  }

  public static Bytes32 programsHash(Set<Bytes32> programs) {
    return Keccak.hash(programs.stream().sorted().map(Bytes32::toByteArray).toArray(byte[][]::new));
  }

  /**
   * The anchors that evidence under this policy must rest on.
   *
   * @throws AzraException {@code collateral.*} when a development root is named and the collateral
   *     does not hold exactly that root
   */
  public TrustAnchors trustAnchors(Collateral collateral) {
    return developmentRoot
        .map(root -> TrustAnchors.of(DevelopmentAnchor.of(collateral, root)))
        .orElse(TrustAnchors.vendors());
  }

  boolean accepts(TrustAnchor anchor) {
    return switch (anchor) {
      case DevelopmentAnchor development ->
          developmentRoot.filter(development.digest()::equals).isPresent();
      case VendorAnchor _ -> developmentRoot.isEmpty();
    };
  }

  static AzraException malformed(String message) {
    return new AzraException("policy.malformed", "policy: " + message);
  }
}
