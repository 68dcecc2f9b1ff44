// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.time.Instant;
import java.util.Set;
import network.azracode.sdk.protocol.TcbStatus;

/** The status of one part of a platform, as its level says. */
public record TcbPart(Kind kind, TcbStatus status, Instant tcbDate, Set<String> advisories) {

  /** What can be behind by itself. */
  public enum Kind {
    PLATFORM,
    TDX_MODULE,
    QUOTING_ENCLAVE
  }

  public TcbPart {
    advisories = Set.copyOf(advisories);
  }

  static TcbPart platform(TcbLevel level) {
    return new TcbPart(Kind.PLATFORM, level.status(), level.tcbDate(), level.advisories());
  }

  static TcbPart of(Kind kind, IsvLevel level) {
    return new TcbPart(kind, level.status(), level.tcbDate(), level.advisories());
  }
}
