// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A transaction's receipt, with all that its block's receipts root commits to.
 *
 * @param type EIP-2718 type of the transaction, 0 for a legacy one
 * @param outcome the status, or before Byzantium the state root, as RLP takes it
 * @param gasUsed of the block up to and with this transaction
 */
public record Receipt(
    int type, byte[] outcome, BigInteger gasUsed, Bloom bloom, List<ChainLog> logs) {
  private static final int MAX_TYPE = 0x7f;

  static Receipt read(JsonParser parser) {
    Json.expect(parser, JsonToken.START_OBJECT);
    Draft draft = new Draft();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      draft.take(name, parser);
    }
    return draft.finished();
  }

  private static final class Draft {
    private long type;
    private byte @Nullable [] outcome;
    private @Nullable BigInteger gasUsed;
    private @Nullable Bloom bloom;
    private @Nullable List<ChainLog> logs;

    void take(String name, JsonParser parser) {
      switch (name) {
        case "type" -> type = Json.quantity(parser);
        case "status" -> outcome = Json.quantity(parser) == 0 ? new byte[0] : new byte[] {1};
        case "root" -> {
          if (parser.currentToken() == JsonToken.VALUE_STRING && outcome == null) {
            outcome = Json.bytes(parser);
          }
        }
        case "cumulativeGasUsed" -> gasUsed = BigInteger.valueOf(Json.quantity(parser));
        case "logsBloom" -> bloom = new Bloom(Json.bytes(parser));
        case "logs" -> logs = Json.list(parser, ChainLog::read);
        default -> parser.skipChildren();
      }
    }

    Receipt finished() {
      if (type > MAX_TYPE || outcome == null || gasUsed == null || bloom == null || logs == null) {
        throw RpcFailure.malformed(
            "expected a receipt with type, status, cumulativeGasUsed, logsBloom, logs", null);
      }
      return new Receipt((int) type, outcome, gasUsed, bloom, List.copyOf(logs));
    }
  }
}
