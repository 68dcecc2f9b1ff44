// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;

/** Says, for each part that is behind, what it has and what the newest level needs. */
final class Shortfalls {
  private final PckExtension pck;
  private final TcbInfo tcbInfo;
  private final List<Shortfall> found = new ArrayList<>();

  Shortfalls(PckExtension pck, TcbInfo tcbInfo) {
    this.pck = pck;
    this.tcbInfo = tcbInfo;
  }

  List<Shortfall> all() {
    return List.copyOf(found);
  }

  void add(Shortfall shortfall) {
    found.add(shortfall);
  }

  /** Compares with the newest level, unless the one that was reached is as good. */
  void platform(Optional<TcbLevel> reached, Optional<TdxModule> module) {
    if (tcbInfo.levels().isEmpty()
        || reached.map(TcbLevel::status).filter(TcbStatus.UP_TO_DATE::equals).isPresent()) {
      return;
    }
    TcbLevel newest = tcbInfo.levels().getFirst();
    components("SGX", "tcb.sgxComponent", pck.components(), newest.sgx(), 0);
    if (pck.pceSvn() < newest.pceSvn()) {
      behind("tcb.pceSvn", "PCE", pck.pceSvn(), newest.pceSvn());
    }
    module.ifPresent(tdx ->
        components(
            "TDX",
            "tcb.tdxComponent",
            tdx.teeTcbSvn(),
            newest.tdx().orElseThrow(),
            tdx.firstComparedComponent()));
  }

  void isvSvn(
      String code, String what, int svn, Optional<IsvLevel> reached, List<IsvLevel> levels) {
    boolean current =
        reached.map(IsvLevel::status).filter(TcbStatus.UP_TO_DATE::equals).isPresent();
    if (!current && !levels.isEmpty()) {
      behind(code, what, svn, levels.getFirst().isvSvn());
    }
  }

  void unknownModule(TdxModule module) {
    add(
        new Shortfall(
            "tcb.tdxModuleUnknown",
            "TDX module %s is not in the TCB info of evaluation number %d"
                .formatted(module.id(), tcbInfo.evaluationDataNumber())));
  }

  /** Every SVN is there: what is left is software or configuration that advisories describe. */
  void onlyAdvisories(TcbStatus status, Set<String> advisories) {
    add(
        new Shortfall(
            "tcb.advisories",
            "Every SVN reaches its level, whose status is %s: see %s"
                .formatted(status.label(), advisories)));
  }

  private void components(
      String what, String code, TcbComponents has, TcbComponents needs, int from) {
    for (int i = from; i < TcbComponents.COUNT; i++) {
      if (has.svn(i) < needs.svn(i)) {
        behind(code, what + " component " + (i + 1), has.svn(i), needs.svn(i));
      }
    }
  }

  private void behind(String code, String what, int has, int needs) {
    add(new Shortfall(code, "%s has SVN %d, needs %d".formatted(what, has, needs)));
  }
}
