// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * What Intel's rules make of a platform.
 *
 * @param pck what its certificate says of it
 * @param status empty where no TCB level fits: not supported, whatever the parts are
 * @param parts those whose level was found
 * @param tcbInfoVersion of the document that said so
 * @param evaluationDataNumber the lowest of the documents that said so
 * @param shortfalls what keeps the platform from being up to date
 */
public record PlatformTcb(
    PckExtension pck,
    Optional<TcbStatus> status,
    List<TcbPart> parts,
    int tcbInfoVersion,
    int evaluationDataNumber,
    List<Shortfall> shortfalls) {
  public PlatformTcb {
    parts = List.copyOf(parts);
    shortfalls = List.copyOf(shortfalls);
  }

  /** Whether the document says, in what is signed, which TEE it is for: the older ones do not. */
  public boolean currentFormat() {
    return tcbInfoVersion >= TcbInfo.CURRENT_VERSION;
  }

  /** Of all parts together; a platform that is not supported has none. */
  public SortedSet<String> advisories() {
    SortedSet<String> advisories = new TreeSet<>();
    if (status.isPresent()) {
      parts.forEach(part -> advisories.addAll(part.advisories()));
    }
    return advisories;
  }

  /** The oldest date of all parts: a grace period counts from the one that is furthest behind. */
  public Optional<Instant> oldestTcbDate() {
    return parts.stream().map(TcbPart::tcbDate).min(Instant::compareTo);
  }

  /** The part of this kind, if its level was found. */
  public Optional<TcbPart> part(TcbPart.Kind kind) {
    return parts.stream().filter(part -> part.kind() == kind).findFirst();
  }
}
