// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import tools.jackson.databind.JsonNode;

/**
 * What reaching a set of platform SVNs means.
 *
 * @param tdx present for TDX only
 */
public record TcbLevel(
    TcbComponents sgx,
    Optional<TcbComponents> tdx,
    int pceSvn,
    Instant tcbDate,
    TcbStatus status,
    Set<String> advisories) {
  /** As Intel's library sorts: components, then PCE SVN, all descending. */
  static final Comparator<TcbLevel> NEWEST_FIRST =
      Comparator.comparing(TcbLevel::sgx)
          .thenComparing(level -> level.tdx().orElse(level.sgx()))
          .thenComparingInt(TcbLevel::pceSvn)
          .reversed();

  private static final int MAX_SVN = 255;
  private static final int MAX_PCE_SVN = 65_535;
  private static final Set<TcbStatus> STATUSES =
      EnumSet.of(
          TcbStatus.UP_TO_DATE,
          TcbStatus.SW_HARDENING_NEEDED,
          TcbStatus.CONFIGURATION_NEEDED,
          TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED,
          TcbStatus.OUT_OF_DATE,
          TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED,
          TcbStatus.REVOKED);

  public TcbLevel {
    advisories = Set.copyOf(advisories);
  }

  /** Version 3 of the document lists components; version 2 numbers them in field names. */
  static TcbLevel read(JsonFields level, boolean tdx, boolean numbered) {
    JsonFields tcb = level.object("tcb");
    return new TcbLevel(
        numbered ? numbered(tcb) : listed(tcb, "sgxtcbcomponents"),
        tdx ? Optional.of(listed(tcb, "tdxtcbcomponents")) : Optional.empty(),
        tcb.integer("pcesvn", MAX_PCE_SVN),
        level.time("tcbDate"),
        level.status(STATUSES),
        level.advisories());
  }

  private static TcbComponents numbered(JsonFields tcb) {
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = (byte) tcb.integer("sgxtcbcomp%02dsvn".formatted(i + 1), MAX_SVN);
    }
    return new TcbComponents(Octets.of(svns));
  }

  private static TcbComponents listed(JsonFields tcb, String field) {
    JsonNode list = tcb.node().path(field);
    tcb.require(list.isArray() && list.size() == TcbComponents.COUNT, field, "16 components");
    byte[] svns = new byte[TcbComponents.COUNT];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = (byte) new JsonFields(tcb.code(), list.path(i)).integer("svn", MAX_SVN);
    }
    return new TcbComponents(Octets.of(svns));
  }
}
