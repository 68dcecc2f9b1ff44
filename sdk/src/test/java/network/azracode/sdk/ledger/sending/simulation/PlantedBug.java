// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import network.azracode.sdk.ledger.sending.SubmissionStore;

/**
 * Mistakes that a sender could make, each as a disguise of the real store or of the wire; what
 * ships has none of them. A simulation that does not find one of these proves little.
 */
public enum PlantedBug {
  NONE,

  /** Sends first and keeps afterwards: a death in between forgets what is on its way. */
  BROADCASTS_BEFORE_KEEPING {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.EarlyBroadcast(store, world, ledger);
    }
  },

  /** Counts what waits in the pool as used. */
  COUNTS_PENDING_NONCES {
    @Override
    String asks(String payload, World world) {
      return payload.contains("eth_getTransactionCount")
          ? payload.replace("\"latest\"", "\"pending\"")
          : payload;
    }
  },

  /** Raises its offer whatever it costs. */
  NO_CAP,

  /** Takes the first block that has it for the last word. */
  FORGETS_AFTER_INCLUSION {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.Hasty(store);
    }
  },

  /** Does not send again what an earlier process signed, but signs under a new nonce. */
  SIGNS_ANEW_AFTER_RESTART {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.SigningAnew(store);
    }
  },

  /** Believes that a nonce is lost as soon as the newest block says so. */
  DISPLACES_AT_HEAD {
    @Override
    String asks(String payload, World world) {
      boolean isOfNonce = payload.contains("eth_getTransactionCount") || payload.contains(",true]");
      return isOfNonce ? FINAL_BLOCK.matcher(payload).replaceAll(PlantedBug::atHead) : payload;
    }
  },

  /** Looks for the receipt of its last offer only. */
  KNOWS_NEWEST_ATTEMPT_ONLY {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.Shortsighted(store);
    }
  },

  /** Takes being in a block for success. */
  IGNORES_STATUS {
    @Override
    String hears(NodeAnswers.Asked asked, String answer, World world) {
      return answer.replace("\"status\":\"0x0\"", "\"status\":\"0x1\"");
    }
  },

  /** Sends everything once and trusts the node to keep it. */
  NEVER_SENDS_AGAIN {
    @Override
    boolean withholds(NodeAnswers.Asked asked, World world) {
      return !asked.isRead()
          && !world.memory.add("nonce " + Transaction.read(asked.text(0)).nonce());
    }
  },

  /** Gives each nonce above the last one, so that a hole stays a hole. */
  LEAVES_HOLES {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.EverHigher(store, world);
    }
  },

  /** Makes a new id with every start instead of keeping the first. */
  NEW_ID_AFTER_RESTART {
    @Override
    SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
      return new BuggyStores.Renaming(store, world.nextNumber());
    }
  },

  /** Does not ask which chain it is on. */
  TRUSTS_ANY_CHAIN {
    @Override
    String hears(NodeAnswers.Asked asked, String answer, World world) {
      return asked.method().equals("eth_chainId") && answer.contains("\"result\"")
          ? NodeAnswers.result(asked, "0x539")
          : answer;
    }
  };

  private static final Pattern FINAL_BLOCK = Pattern.compile("\"0x([0-9a-f]{1,16})\"(?=]|,true])");

  private static String atHead(MatchResult finalBlock) {
    long number = Long.parseLong(finalBlock.group(1), 16);
    return "\"0x" + Long.toHexString(number + World.FINAL_DEPTH) + "\"";
  }

  /** Not far below the first seed that found it when this was written. */
  long nearSeed() {
    return switch (this) {
      case COUNTS_PENDING_NONCES -> 30;
      case FORGETS_AFTER_INCLUSION -> 15;
      case DISPLACES_AT_HEAD -> 30;
      default -> 0;
    };
  }

  SubmissionStore keeps(SubmissionStore store, World world, Ledger ledger) {
    return store;
  }

  String asks(String payload, World world) {
    return payload;
  }

  String hears(NodeAnswers.Asked asked, String answer, World world) {
    return answer;
  }

  boolean withholds(NodeAnswers.Asked asked, World world) {
    return false;
  }
}
