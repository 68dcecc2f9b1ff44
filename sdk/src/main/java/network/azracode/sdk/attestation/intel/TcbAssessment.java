// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * The status of a platform, by Intel's rules: its level, its TDX module, its quoting enclave, and
 * what these converge to. A pure function of quote, PCK certificate and collateral.
 */
public final class TcbAssessment {
  private final PckExtension pck;
  private final TcbInfo tcbInfo;
  private final int number;
  private final List<TcbPart> parts = new ArrayList<>();
  private final Shortfalls shortfalls;

  private TcbAssessment(PckExtension pck, IntelCollateral collateral) {
    this.pck = pck;
    this.tcbInfo = collateral.tcbInfo();
    this.number = collateral.evaluationDataNumber();
    this.shortfalls = new Shortfalls(pck, tcbInfo);
  }

  /**
   * Assesses a quote whose signatures have been verified.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code collateral.tcbInfo.*} or {@code
   *     collateral.qeIdentity.*} where the collateral is another platform's, {@code
   *     evidence.quotingEnclave.*} where the quoting enclave is not Intel's
   */
  public static PlatformTcb assess(DcapQuote quote, PckExtension pck, IntelCollateral collateral) {
    boolean tdx = quote.body() instanceof TdReport;
    collateral.tcbInfo().requireFor(tdx, pck);
    collateral.qeIdentity().requireFor(tdx);
    SgxReport quotingEnclave = quote.quotingEnclave().report();
    collateral.qeIdentity().requireDescribes(quotingEnclave);
    TcbAssessment assessment = new TcbAssessment(pck, collateral);
    Optional<TcbStatus> enclave =
        assessment.quotingEnclave(collateral.qeIdentity(), quotingEnclave.isvSvn());
    Optional<TcbStatus> status =
        switch (quote.body()) {
          case SgxReport _ -> assessment.sgx(enclave);
          case TdReport report -> assessment.tdx(report, enclave);
        };
    return assessment.result(status);
  }

  private PlatformTcb result(Optional<TcbStatus> status) {
    PlatformTcb tcb = platformTcb(status);
    boolean onlyAdvisories =
        status.isPresent() && status.get() != TcbStatus.UP_TO_DATE && tcb.shortfalls().isEmpty();
    if (onlyAdvisories) {
      shortfalls.onlyAdvisories(status.get(), tcb.advisories());
    }
    return platformTcb(status);
  }

  private PlatformTcb platformTcb(Optional<TcbStatus> status) {
    return new PlatformTcb(pck, status, parts, tcbInfo.version(), number, shortfalls.all());
  }

  private Optional<TcbStatus> quotingEnclave(QeIdentity identity, int isvSvn) {
    Optional<IsvLevel> level = identity.level(isvSvn);
    level.ifPresent(found -> parts.add(TcbPart.of(TcbPart.Kind.QUOTING_ENCLAVE, found)));
    shortfalls.isvSvn("tcb.quotingEnclave", "Quoting enclave", isvSvn, level, identity.levels());
    return level.map(IsvLevel::status);
  }

  private Optional<TcbStatus> sgx(Optional<TcbStatus> enclave) {
    Optional<TcbLevel> level = sgxLevel();
    level.ifPresent(found -> parts.add(TcbPart.platform(found)));
    shortfalls.platform(level, Optional.empty());
    return level.flatMap(found -> enclave.map(qe -> Convergence.with(found.status(), qe)));
  }

  private Optional<TcbStatus> tdx(TdReport report, Optional<TcbStatus> enclave) {
    TdxModule module = TdxModule.of(new TcbComponents(report.teeTcbSvn()));
    Optional<TcbLevel> level = tdxLevel(module);
    level.ifPresent(found -> parts.add(TcbPart.platform(found)));
    shortfalls.platform(level, Optional.of(module));
    Optional<TcbStatus> moduleStatus = module(module, report);
    if (level.isEmpty() || moduleStatus.isEmpty() || enclave.isEmpty()) {
      return Optional.empty();
    }
    TcbStatus converged = Convergence.with(level.get().status(), moduleStatus.get());
    TcbStatus sgx = sgxLevel().orElse(level.get()).status();
    if (report.relaunch().isPresent()
        && Convergence.isBehindByLaunchAtMost(sgx, converged, moduleStatus.get(), enclave.get())) {
      return afterRelaunch(new TcbComponents(report.relaunch().get().teeTcbSvn2()), sgx, converged);
    }
    return Optional.of(Convergence.with(converged, enclave.get()));
  }

  /**
   * @param next what TEE_TCB_SVN would be after a new launch
   */
  private Optional<TcbStatus> afterRelaunch(TcbComponents next, TcbStatus sgx, TcbStatus tdx) {
    TcbComponents newest = tcbInfo.levels().getFirst().tdx().orElseThrow();
    TdxModule module = TdxModule.of(next);
    int neededSvn = newest.svn(0);
    if (module.versioned()) {
      Optional<IsvLevel> newestModule =
          tcbInfo.module(module.version()).flatMap(identity -> IsvLevel.newest(identity.levels()));
      if (newestModule.isEmpty()) {
        shortfalls.unknownModule(module);
        return Optional.empty();
      }
      neededSvn = newestModule.get().isvSvn();
    }
    boolean current = module.svn() >= neededSvn && next.svn(2) >= newest.svn(2);
    return Optional.of(current ? Convergence.relaunchAdvised(sgx, tdx) : tdx);
  }

  /** UpToDate for the module of version 0: its level is the platform's. */
  private Optional<TcbStatus> module(TdxModule module, TdReport report) {
    Optional<TdxModuleIdentity> identity = tcbInfo.module(module.version());
    if (identity.isEmpty()) {
      shortfalls.unknownModule(module);
      return Optional.empty();
    }
    Optional<Shortfall> mismatch = TdxModule.mismatch(identity.get(), report);
    if (mismatch.isPresent()) {
      shortfalls.add(mismatch.get());
      return Optional.empty();
    }
    if (!module.versioned()) {
      return Optional.of(TcbStatus.UP_TO_DATE);
    }
    List<IsvLevel> levels = identity.get().levels();
    Optional<IsvLevel> level = IsvLevel.reached(levels, module.svn());
    level.ifPresent(found -> parts.add(TcbPart.of(TcbPart.Kind.TDX_MODULE, found)));
    shortfalls.isvSvn("tcb.tdxModule", "TDX module " + module.id(), module.svn(), level, levels);
    return level.map(IsvLevel::status);
  }

  private Optional<TcbLevel> sgxLevel() {
    return tcbInfo.levels().stream().filter(this::platformReaches).findFirst();
  }

  private Optional<TcbLevel> tdxLevel(TdxModule module) {
    return tcbInfo.levels().stream()
        .filter(this::platformReaches)
        .filter(level ->
            module.teeTcbSvn().reaches(level.tdx().orElseThrow(), module.firstComparedComponent()))
        .findFirst();
  }

  private boolean platformReaches(TcbLevel level) {
    return pck.components().reaches(level.sgx(), 0) && pck.pceSvn() >= level.pceSvn();
  }
}
