// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.util.Optional;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Octets;

/**
 * Which TDX module a trust domain runs on. Its version stands in TEE_TCB_SVN[1], its SVN in
 * TEE_TCB_SVN[0]; version 0 has no levels of its own, so the platform's level speaks for it.
 */
record TdxModule(int version, int svn, TcbComponents teeTcbSvn) {
  /** From here on components compare; those below are the module's own where it has a version. */
  private static final int FIRST_PLATFORM_COMPONENT = 2;

  static TdxModule of(TcbComponents teeTcbSvn) {
    return new TdxModule(teeTcbSvn.svn(1), teeTcbSvn.svn(0), teeTcbSvn);
  }

  boolean versioned() {
    return version > 0;
  }

  int firstComparedComponent() {
    return versioned() ? FIRST_PLATFORM_COMPONENT : 0;
  }

  String id() {
    return TdxModuleIdentity.id(version);
  }

  /** What the module of a report is not, of what Intel signed for its version. */
  static Optional<Shortfall> mismatch(TdxModuleIdentity identity, TdReport report) {
    boolean attributes =
        QeIdentity.masked(report.seamAttributes(), identity.attributesMask())
                .equals(identity.attributes())
            && QeIdentity.masked(report.seamAttributes(), inverse(identity)).isZero();
    if (!report.mrSignerSeam().equals(identity.mrSigner())) {
      return mismatch(identity, "MRSIGNERSEAM", identity.mrSigner(), report.mrSignerSeam());
    }
    return attributes
        ? Optional.empty()
        : mismatch(identity, "SEAMATTRIBUTES", identity.attributes(), report.seamAttributes());
  }

  private static Optional<Shortfall> mismatch(
      TdxModuleIdentity identity, String field, Object expected, Object found) {
    return Optional.of(
        new Shortfall(
            "tcb.tdxModuleMismatch",
            "TDX module %s has %s %s, needs %s".formatted(identity.id(), field, found, expected)));
  }

  private static Octets inverse(TdxModuleIdentity identity) {
    byte[] mask = identity.attributesMask().toByteArray();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) ~mask[i];
    }
    return Octets.of(mask);
  }
}
