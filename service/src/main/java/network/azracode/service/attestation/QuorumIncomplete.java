// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;

/** Too few attestors signed: {@code quorum.incomplete}, with the reason of each that did not. */
public final class QuorumIncomplete extends AzraException {
  private static final long serialVersionUID = 1L;

  /** A registry has 32 attestors at most, so that all reasons together are bounded too. */
  private static final int MAX_CHARACTERS = 300;

  private final transient List<Reason> reasons;

  /**
   * @param code what the peer answered, or {@code http.…} where it did not
   * @param sentence the peer's address and its words, in plain characters
   */
  public record Reason(String code, String sentence) {
    /** A peer's words are a stranger's. */
    static Reason of(Address peer, AzraException why) {
      String words = OneLine.of(String.valueOf(why.getMessage()), MAX_CHARACTERS);
      return new Reason(OneLine.of(why.code(), MAX_CHARACTERS), peer + ": " + words);
    }
  }

  /**
   * @param missing signatures
   * @param asked peers; of zero none is configured
   */
  QuorumIncomplete(long missing, int asked, Collection<Reason> reasons) {
    super(
        "quorum.incomplete",
        "expected %d more of the attestors to sign, asked %d".formatted(missing, asked));
    this.reasons = List.copyOf(reasons);
  }

  /** One for each peer that was asked and did not sign, by address. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** The same in a line, for a log. */
  String told() {
    return reasons.stream()
        .map(reason -> reason.sentence() + " [" + reason.code() + "]")
        .collect(joining("; "));
  }
}
