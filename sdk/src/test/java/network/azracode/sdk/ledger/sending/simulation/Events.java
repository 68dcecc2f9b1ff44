// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.util.Set;

/** What happens to the chain while everybody waits. */
final class Events {
  private Events() {}

  static void happen(World world) {
    SimulatedChain chain = world.chain;
    int event = world.choices.below(100);
    if (event >= 98) {
      world.turnForeign(!world.isForeign());
      world.note(world.isForeign() ? "the address leads elsewhere" : "the address leads home");
    } else if (event >= 94) {
      world.strangerSends(event % 2 == 0);
    } else if (event >= 92) {
      boolean isPoor = chain.funds.signum() > 0;
      chain.funds = isPoor ? BigInteger.ZERO : BigInteger.TEN.pow(20);
      world.note(isPoor ? "the account is emptied" : "the account is filled");
    } else if (event >= 89) {
      world.loses(Set.copyOf(chain.pool().keySet()));
    } else if (event >= 85) {
      world.returns();
    } else if (event >= 78) {
      int depth = 1 + world.choices.below(World.FINAL_DEPTH);
      boolean returns = world.choices.below(3) != 2;
      world.note("reorganisation of " + depth + (returns ? "" : ", losing transactions"));
      chain.reorganise(depth, returns);
    } else if (event >= 72) {
      congest(world);
    }
    mine(world, event);
  }

  private static void congest(World world) {
    SimulatedChain chain = world.chain;
    BigInteger[] fees = {
      SimulatedChain.GWEI,
      SimulatedChain.GWEI.divide(BigInteger.valueOf(100)),
      SimulatedChain.GWEI.multiply(BigInteger.TEN),
      SimulatedChain.GWEI.multiply(BigInteger.valueOf(600))
    };
    chain.baseFee = fees[world.choices.below(fees.length)];
    chain.leastTip = world.choices.below(3) == 2 ? BigInteger.TEN.pow(8) : BigInteger.ZERO;
    world.note("base fee %s, tips from %s".formatted(chain.baseFee, chain.leastTip));
  }

  private static void mine(World world, int event) {
    SimulatedChain chain = world.chain;
    if (event >= 60 && event < 72) {
      return;
    }
    long before = chain.count(chain.head());
    if (event >= 45 && event < 60) {
      chain.mineEmpty();
    } else {
      chain.mine();
    }
    var block = chain.block(chain.head(), chain.head()).orElseThrow();
    if (chain.count(chain.head()) > before) {
      world.note(
          "block %d: %s"
              .formatted(
                  block.number(),
                  block.mined().stream()
                      .map(mined ->
                          mined.transaction().label() + (mined.succeeded() ? "" : " fails"))
                      .toList()));
    }
  }
}
