// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.AzraException;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** When a block of this chain can no longer be replaced. */
public sealed interface Finality {
  /** The chain says so itself, by the {@code finalized} tag. */
  record Tag() implements Finality {}

  /** By convention, under so many blocks. */
  record Depth(long blocks) implements Finality {
    public Depth {
      if (blocks < 1) {
        throw new AzraException(
            "finality.malformed", "depth: expected at least 1, found " + blocks);
      }
    }
  }

  /** At once: QBFT and its kin, which have no {@code finalized} tag. */
  record Immediate() implements Finality {}

  /**
   * @param text {@code finalized}, {@code depth:<blocks>} or {@code immediate}
   * @throws AzraException {@code finality.malformed}
   */
  static Finality parse(String text) {
    if (text.equals("finalized")) {
      return new Tag();
    }
    if (text.equals("immediate")) {
      return new Immediate();
    }
    if (text.matches("depth:[0-9]{1,6}")) {
      return new Depth(Long.parseLong(text.substring("depth:".length())));
    }
    throw new AzraException(
        "finality.malformed", "expected finalized, depth:<blocks> or immediate, found " + text);
  }

  /** The newest final block; the first one while none is final yet. */
  default Block newest(Chain chain) {
    return switch (this) {
      case Tag() -> chain.block(DefaultBlockParameterName.FINALIZED);
      case Depth(long blocks) -> chain.block(Math.max(0, chain.head().number() - blocks));
      case Immediate() -> chain.head();
    };
  }
}
