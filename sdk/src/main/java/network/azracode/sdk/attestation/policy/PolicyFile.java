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
    PckPolicy pck,
    SgxPolicy sgx,
    TdxPolicy tdx,
    SnpPolicy snp,
    Measurements measurements,
    @Nullable List<Bytes32> programs,
    @Nullable Long maximumAgeSeconds,
    BindingProfile binding) {
  private static final String DEVELOPMENT = "development";

  record Tcb(
      long graceSeconds,
      int minimumEvaluationNumber,
      Set<String> refusedAdvisories,
      Set<String> acceptedAdvisories) {}

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

  /** Who asks for no code cannot ask whose keys it holds. */
  BindingProfile profile() {
    return namesCode() ? binding : BindingProfile.NONE;
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
            tcb.refusedAdvisories,
            tcb.acceptedAdvisories,
            Duration.ofSeconds(tcb.graceSeconds),
            tcb.minimumEvaluationNumber),
        pck,
        sgx,
        tdx,
        snp,
        namesCode() ? new Executables.Named(referenceValues()) : new Executables.NotAppraised());
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
