// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a policy file, after the schema has accepted them and what it leaves out has been
 * filled in. Null only where a policy that appraises no code leaves a key out.
 */
record PolicyFile(
    String name,
    int version,
    List<Tee> tees,
    List<TcbStatus> statuses,
    Map<String, Bytes32> anchors,
    boolean debug,
    String revocation,
    String executables,
    Tcb tcb,
    Tdx tdx,
    Snp snp,
    Measurements measurements,
    @Nullable List<Bytes32> programs,
    @Nullable Long maximumAgeSeconds,
    @Nullable String binding) {
  private static final String DEVELOPMENT = "development";

  record Tcb(long graceSeconds, int minimumEvaluationNumber, List<String> refusedAdvisories) {}

  record Tdx(boolean septVeDisable, boolean migratable, List<Octets> serviceTds) {}

  record Snp(
      List<Integer> vmpls,
      boolean committedIsCurrent,
      boolean migratable,
      Bits policyBits,
      Bits platformInfoBits,
      long minimumGuestSvn,
      boolean floorRequired,
      Map<String, Map<String, Integer>> floors,
      List<Octets> hostData,
      List<Octets> idKeyDigests,
      List<Octets> authorKeyDigests) {}

  record Measurements(
      List<Octets> mrtd,
      List<Octets> rtmr0,
      List<Octets> rtmr1,
      List<Octets> rtmr2,
      List<Octets> rtmr3,
      List<Octets> mrenclave,
      List<SgxSigner> signers,
      List<Octets> snp,
      Map<Integer, List<Octets>> pcrs) {}

  boolean namesCode() {
    return executables.equals("named");
  }

  /**
   * @throws AzraException {@code policy.malformed}
   */
  PlatformPolicy platform() {
    Optional<Bytes32> root = Optional.ofNullable(anchors.get(DEVELOPMENT));
    boolean development = tees.contains(Tee.DEVELOPMENT);
    if (root.isPresent() != development || (development && tees.size() > 1)) {
      throw PolicyReader.malformed(
          "anchors.development: expected with tees [DEVELOPMENT] and only then");
    }
    return new PlatformPolicy(
        Set.copyOf(tees),
        root,
        debug,
        revocation.equals("required"),
        new TcbPolicy(
            Set.copyOf(statuses),
            Set.copyOf(tcb.refusedAdvisories),
            Duration.ofSeconds(tcb.graceSeconds),
            tcb.minimumEvaluationNumber),
        new TdxPolicy(tdx.septVeDisable, tdx.migratable, Set.copyOf(tdx.serviceTds)),
        snpPolicy(),
        namesCode() ? new Executables.Named(referenceValues()) : new Executables.NotAppraised());
  }

  private SnpPolicy snpPolicy() {
    return new SnpPolicy(
        Set.copyOf(snp.vmpls),
        snp.committedIsCurrent,
        snp.migratable,
        snp.policyBits,
        snp.platformInfoBits,
        snp.minimumGuestSvn,
        snp.floorRequired,
        snp.floors,
        Set.copyOf(snp.hostData),
        Set.copyOf(snp.idKeyDigests),
        Set.copyOf(snp.authorKeyDigests));
  }

  private ReferenceValues referenceValues() {
    Map<Integer, Set<Octets>> rtmrs = new HashMap<>();
    List<List<Octets>> registers =
        List.of(measurements.rtmr0, measurements.rtmr1, measurements.rtmr2, measurements.rtmr3);
    for (int i = 0; i < registers.size(); i++) {
      if (!registers.get(i).isEmpty()) {
        rtmrs.put(i, Set.copyOf(registers.get(i)));
      }
    }
    Map<Integer, Set<Octets>> pcrs = new HashMap<>();
    measurements.pcrs.forEach((register, values) -> pcrs.put(register, new HashSet<>(values)));
    return new ReferenceValues(
        Set.copyOf(measurements.mrtd),
        rtmrs,
        Set.copyOf(measurements.mrenclave),
        measurements.signers,
        Set.copyOf(measurements.snp),
        pcrs);
  }
}
