// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A log as a node told it; nothing of it is believed yet. */
public record ChainLog(
    Address contract,
    List<Bytes32> topics,
    byte[] data,
    BlockReference block,
    Bytes32 transactionHash,
    int index,
    boolean removed) {
  private static final int MAX_TOPICS = 4;

  /** Whether every field says the same; arrays make the record's own equality useless. */
  public boolean isSame(ChainLog other) {
    return index == other.index
        && removed == other.removed
        && block.equals(other.block)
        && contract.equals(other.contract)
        && topics.equals(other.topics)
        && Arrays.equals(data, other.data)
        && transactionHash.equals(other.transactionHash);
  }

  static ChainLog read(JsonParser parser) {
    Json.expect(parser, JsonToken.START_OBJECT);
    Draft draft = new Draft();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      draft.take(name, parser);
    }
    return draft.finished();
  }

  private static final class Draft {
    private @Nullable Address contract;
    private @Nullable List<Bytes32> topics;
    private byte @Nullable [] data;
    private @Nullable Bytes32 blockHash;
    private @Nullable Bytes32 transactionHash;
    private long blockNumber = -1;
    private long index = -1;
    private boolean removed;

    void take(String name, JsonParser parser) {
      switch (name) {
        case "address" -> contract = Address.of(Json.bytes(parser));
        case "topics" -> topics = Json.list(parser, Json::word);
        case "data" -> data = Json.bytes(parser);
        case "blockNumber" -> blockNumber = Json.quantity(parser);
        case "blockHash" -> blockHash = Json.word(parser);
        case "transactionHash" -> transactionHash = Json.word(parser);
        case "logIndex" -> index = Json.quantity(parser);
        case "removed" -> removed = parser.currentToken() == JsonToken.VALUE_TRUE;
        default -> parser.skipChildren();
      }
    }

    ChainLog finished() {
      if (contract == null
          || topics == null
          || topics.size() > MAX_TOPICS
          || data == null
          || blockHash == null
          || transactionHash == null
          || blockNumber < 0
          || index < 0
          || index > Integer.MAX_VALUE) {
        throw RpcFailure.malformed(
            "expected a log of a mined block with address, topics, data, blockNumber, blockHash,"
                + " transactionHash, logIndex",
            null);
      }
      return new ChainLog(
          contract,
          List.copyOf(topics),
          data,
          new BlockReference(blockNumber, blockHash),
          transactionHash,
          (int) index,
          removed);
    }
  }
}
