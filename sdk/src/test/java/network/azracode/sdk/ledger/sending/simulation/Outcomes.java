// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.TransactionFailed;
import network.azracode.sdk.protocol.AzraException;

/** What each intent's caller was told, compared with what the chain says. */
final class Outcomes {
  private static final String SUCCESS = "success";

  private final World world;
  private final Map<Integer, String> told = new TreeMap<>();

  Outcomes(World world) {
    this.world = world;
  }

  void forget() {
    told.clear();
  }

  /** Submits an intent and notes the answer; whether that is an end. */
  boolean of(int intent, Process process) {
    String answer = answer(intent, process);
    world.note("p%d i%d: %s".formatted(process.number(), intent, answer));
    told.put(intent, answer);
    return answer.equals(SUCCESS) || answer.startsWith("failed") || answer.equals("reverted");
  }

  private String answer(int intent, Process process) {
    try {
      TransactionReceipt receipt = process.submit(intent, Work.call(intent));
      requireOnChain(intent, receipt);
      return SUCCESS;
    } catch (TransactionFailed failed) {
      return "failed";
    } catch (ContractReverted reverted) {
      return "reverted";
    } catch (AzraException e) {
      requireKnown(e);
      return e.code();
    }
  }

  private void requireOnChain(int intent, TransactionReceipt receipt) {
    if (!receipt.succeeded()) {
      throw new Violation("i%d: told success of a failure".formatted(intent));
    }
  }

  private static void requireKnown(AzraException e) {
    boolean isKnown =
        e.code().equals(Sender.PENDING)
            || e.code().startsWith("transaction.")
            || e.code().startsWith("chain.");
    if (!isKnown) {
      throw new Violation("an answer without a name: " + e.code() + ", " + e.getMessage());
    }
  }

  /** [T-8] [T-4] */
  void requireOneEndEach() {
    List<SimulatedChain.Mined> mined = world.chain.mined(world.chain.head());
    for (int intent = 0; intent < Work.INTENTS; intent++) {
      requireOneEnd(intent, mined);
    }
    long used = world.chain.count(world.chain.head());
    world.chain.pool().values().stream()
        .filter(waiting -> waiting.nonce() >= used && waiting.intent() != Work.STRANGER)
        .findFirst()
        .ifPresent(waiting -> {
          throw new Violation("%s waits, and %d are used".formatted(waiting.label(), used));
        });
  }

  private void requireOneEnd(int intent, List<SimulatedChain.Mined> mined) {
    List<SimulatedChain.Mined> its =
        mined.stream().filter(found -> found.transaction().intent() == intent).toList();
    String answer = told.getOrDefault(intent, "nothing");
    boolean isTrue =
        switch (answer) {
          case SUCCESS -> its.size() == 1 && its.getFirst().succeeded();
          case "failed" -> its.size() == 1 && !its.getFirst().succeeded();
          case "reverted" -> its.isEmpty() && Work.isHopeless(intent);
          default -> false;
        };
    if (!isTrue) {
      throw new Violation(
          "i%d: told %s, on chain %s"
              .formatted(
                  intent,
                  answer,
                  its.stream()
                      .map(found ->
                          found.transaction().label() + (found.succeeded() ? "" : " failed"))
                      .toList()));
    }
  }

  @Override
  public String toString() {
    return told.toString();
  }
}
