// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC over a simulated chain, with the words and codes that Besu 26.8.0 uses. */
final class NodeAnswers {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String ZERO_BLOOM = "0x" + "0".repeat(512);

  private final SimulatedChain chain;
  private final Address key;

  NodeAnswers(SimulatedChain chain, Address key) {
    this.chain = chain;
    this.key = key;
  }

  /** A request that the senders make. */
  record Asked(long id, String method, JsonNode params) {
    static Asked read(String payload) {
      JsonNode request = MAPPER.readTree(payload);
      return new Asked(
          request.get("id").asLong(), request.get("method").asString(), request.get("params"));
    }

    String text(int index) {
      return params.get(index).asString();
    }

    boolean isRead() {
      return !method.equals("eth_sendRawTransaction");
    }
  }

  static String result(Asked asked, @Nullable Object result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":%s}"
        .formatted(asked.id(), MAPPER.writeValueAsString(result));
  }

  static String error(Asked asked, int code, String message, String data) {
    Map<String, Object> error = Map.of("code", code, "message", message, "data", data);
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"error\":%s}"
        .formatted(asked.id(), MAPPER.writeValueAsString(error));
  }

  /**
   * @param lag blocks that this answer is behind
   */
  String answer(Asked asked, long lag) {
    long head = Math.max(0, chain.head() - lag);
    try {
      return switch (asked.method()) {
        case "eth_chainId" -> result(asked, hex(SimulatedChain.CHAIN_ID));
        case "eth_getBlockByNumber" -> result(asked, block(asked, head));
        case "eth_getTransactionCount" -> result(asked, count(asked, head));
        case "eth_getBalance" -> result(asked, Numeric.encodeQuantity(chain.funds));
        case "eth_getTransactionReceipt" -> result(asked, receipt(asked, head));
        case "eth_estimateGas" -> estimate(asked);
        case "eth_maxPriorityFeePerGas" -> result(asked, hex(0));
        case "eth_call" -> result(asked, "0x");
        case "eth_sendRawTransaction" -> take(asked);
        default -> error(asked, -32601, "Method not found", "");
      };
    } catch (SimulatedChain.Refused refused) {
      return error(asked, refused.code, String.valueOf(refused.getMessage()), "");
    }
  }

  private String take(Asked asked) {
    Transaction transaction = Transaction.read(asked.text(0));
    chain.take(transaction);
    return result(asked, transaction.hash().toString());
  }

  private String estimate(Asked asked) {
    JsonNode data = asked.params().get(0).get("data");
    boolean isHopeless =
        data != null
            && data.asString().length() > 2
            && Work.isHopeless(Integer.parseInt(data.asString().substring(2, 4), 16));
    return isHopeless
        ? error(asked, 3, "Execution reverted", "0x12345678")
        : result(asked, hex(50_000));
  }

  private @Nullable String count(Asked asked, long head) {
    String at = asked.text(1);
    long nonce = chain.count(Math.min(head, numberOf(at, head)));
    if (at.equals("pending")) {
      while (chain.pool().containsKey(nonce)) {
        nonce++;
      }
    }
    return numberOf(at, head) > head ? null : hex(nonce);
  }

  private static long numberOf(String at, long head) {
    return switch (at) {
      case "latest", "pending" -> head;
      case "earliest" -> 0;
      case "finalized", "safe" -> throw new SimulatedChain.Refused(-39001, "Unknown block");
      default -> Numeric.decodeQuantity(at).longValueExact();
    };
  }

  private @Nullable Object block(Asked asked, long head) {
    boolean isFull = asked.params().get(1).asBoolean();
    return chain
        .block(numberOf(asked.text(0), head), head)
        .map(block ->
            Map.of(
                "number", hex(block.number()),
                "hash", block.hash().toString(),
                "parentHash", block.parent().toString(),
                "timestamp", hex(1_700_000_000L + 2 * block.number()),
                "baseFeePerGas", Numeric.encodeQuantity(block.baseFee()),
                "transactions",
                    block.mined().stream()
                        .map(mined -> isFull ? transaction(mined) : mined.transaction().hash())
                        .toList()))
        .orElse(null);
  }

  private Map<String, Object> transaction(SimulatedChain.Mined mined) {
    return Map.of(
        "hash", mined.transaction().hash().toString(),
        "from", mined.transaction().from().toString(),
        "nonce", hex(mined.transaction().nonce()),
        "chainId", hex(mined.transaction().chainId()));
  }

  private @Nullable Object receipt(Asked asked, long head) {
    Bytes32 hash = Bytes32.of(asked.text(0));
    return chain.blockOf(hash, head).map(block -> receipt(hash, block)).orElse(null);
  }

  private Map<String, Object> receipt(Bytes32 hash, SimulatedChain.Block block) {
    boolean succeeded =
        block.mined().stream()
            .filter(mined -> mined.transaction().hash().equals(hash))
            .anyMatch(SimulatedChain.Mined::succeeded);
    return Map.of(
        "transactionHash", hash.toString(),
        "transactionIndex", "0x0",
        "blockHash", block.hash().toString(),
        "blockNumber", hex(block.number()),
        "from", key.toString(),
        "gasUsed", hex(21_000),
        "cumulativeGasUsed", hex(21_000),
        "status", succeeded ? "0x1" : "0x0",
        "logsBloom", ZERO_BLOOM,
        "logs", List.of());
  }

  private static String hex(long value) {
    return Numeric.encodeQuantity(BigInteger.valueOf(value));
  }
}
