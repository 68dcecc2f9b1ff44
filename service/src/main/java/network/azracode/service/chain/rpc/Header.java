// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What following needs of a block's header.
 *
 * @param time Unix seconds
 */
public record Header(
    long number, Bytes32 hash, Bytes32 parentHash, long time, Bloom bloom, Bytes32 receiptsRoot) {

  public BlockReference reference() {
    return new BlockReference(number, hash);
  }

  static Header read(JsonParser parser) {
    Json.expect(parser, JsonToken.START_OBJECT);
    long number = -1;
    long time = -1;
    @Nullable Bytes32 hash = null;
    @Nullable Bytes32 parentHash = null;
    @Nullable Bloom bloom = null;
    @Nullable Bytes32 receiptsRoot = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "number" -> number = Json.quantity(parser);
        case "hash" -> hash = Json.word(parser);
        case "parentHash" -> parentHash = Json.word(parser);
        case "timestamp" -> time = Json.quantity(parser);
        case "receiptsRoot" -> receiptsRoot = Json.word(parser);
        case "logsBloom" -> bloom = new Bloom(Json.bytes(parser));
        default -> parser.skipChildren();
      }
    }
    if (number < 0
        || time < 0
        || hash == null
        || parentHash == null
        || bloom == null
        || receiptsRoot == null) {
      throw RpcFailure.malformed(
          "expected a header with number, hash, parentHash, timestamp, logsBloom, receiptsRoot",
          null);
    }
    return new Header(number, hash, parentHash, time, bloom, receiptsRoot);
  }
}
