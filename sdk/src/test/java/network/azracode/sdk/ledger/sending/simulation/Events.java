// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.util.Set;

/** What happens to the chain while everybody waits. */
final class Events {
  private Events() {}

  static void happen(World world) {
    Weather.Kind kind = world.weather().next(world.choices);
    SimulatedChain chain = world.chain;
    switch (kind) {
      case BLOCK, EMPTY_BLOCK, NO_BLOCK -> {}
      case FOREIGN_CHAIN -> {
        world.turnForeign(!world.isForeign());
        world.note(world.isForeign() ? "the address leads elsewhere" : "the address leads home");
      }
      case STRANGER -> world.strangerSends(world.choices.below(2) == 0);
      case POVERTY -> {
        boolean isPoor = chain.funds.signum() > 0;
        chain.funds = isPoor ? BigInteger.ZERO : BigInteger.TEN.pow(20);
        world.note(isPoor ? "the account is emptied" : "the account is filled");
      }
      case LOSS -> world.loses(Set.copyOf(chain.pool().keySet()));
      case RETURN -> world.returns();
      case REORGANISATION -> {
        int depth = 1 + world.choices.below(World.FINAL_DEPTH);
        boolean returns = world.choices.below(3) != 2;
        world.note("reorganisation of " + depth + (returns ? "" : ", losing transactions"));
        chain.reorganise(depth, returns);
      }
      case CONGESTION -> congest(world);
    }
    mine(world, kind);
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

  private static void mine(World world, Weather.Kind kind) {
    SimulatedChain chain = world.chain;
    if (kind == Weather.Kind.NO_BLOCK) {
      return;
    }
    long before = chain.count(chain.head());
    if (kind == Weather.Kind.EMPTY_BLOCK) {
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
