// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.attestation.policy.Executables;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;

/**
 * Which code, on which platforms, counts as good: a YAML file whose digest is on chain. Unlike a
 * {@link NamedPolicy} in general it names code and asks for our own binding, so what it affirms may
 * be sealed to.
 *
 * @param digest keccak256 of the file's bytes
 * @param programs hashes of the programs that the enclave runs
 * @param maximumAge of evidence, from the time of its challenge block
 */
public record PolicyDocument(
    Bytes32 digest,
    String name,
    int version,
    PlatformPolicy platform,
    Set<Bytes32> programs,
    Duration maximumAge) {

  public PolicyDocument {
    programs = Set.copyOf(programs);
  }

  /**
   * Strict: unknown, missing and repeated keys are errors.
   *
   * @throws AzraException {@code policy.malformed}
   */
  public static PolicyDocument parse(byte[] yaml) {
    return of(NamedPolicy.parse(yaml));
  }

  /**
   * The same policy, if it names code of every kind that it accepts.
   *
   * @throws AzraException {@code policy.malformed}
   */
  public static PolicyDocument of(NamedPolicy policy) {
    if (!(policy.platform().executables() instanceof Executables.Named(ReferenceValues values))) {
      throw malformed("executables: expected named, found none");
    }
    if (policy.binding() != BindingProfile.AZRACODE) {
      throw malformed(
          "binding: expected %s, found %s"
              .formatted(BindingProfile.AZRACODE.label(), policy.binding().label()));
    }
    if (policy.programs().isEmpty()) {
      throw malformed("programs: expected at least one value");
    }
    for (Tee tee : policy.platform().tees()) {
      if (!names(values, tee)) {
        throw malformed("measurements: expected at least one value for " + tee);
      }
    }
    Duration maximumAge =
        policy.maximumAge().orElseThrow(() -> malformed("maximumAgeSeconds: expected a value"));
    return new PolicyDocument(
        policy.digest(),
        policy.name(),
        policy.version(),
        policy.platform(),
        policy.programs(),
        maximumAge);
  }

  public Set<Tee> tees() {
    return platform.tees();
  }

  public Set<TcbStatus> statuses() {
    return platform.tcb().statuses();
  }

  /** Whether enclaves that the host can read are accepted. */
  public boolean debug() {
    return platform.debug();
  }

  public Optional<Bytes32> developmentRoot() {
    return platform.developmentRoot();
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
    return TrustAnchors.under(platform, collateral);
  }

  private static boolean names(ReferenceValues values, Tee tee) {
    return switch (tee) {
      case TDX, DEVELOPMENT -> !values.mrtd().isEmpty();
      case SGX -> !values.mrenclave().isEmpty() || !values.signers().isEmpty();
      case SEV_SNP -> !values.snp().isEmpty();
      case NITRO -> !values.pcrs().isEmpty();
    };
  }

  private static AzraException malformed(String message) {
    return new AzraException("policy.malformed", "policy: " + message);
  }
}
