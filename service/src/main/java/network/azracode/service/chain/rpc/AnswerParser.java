// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import network.azracode.sdk.protocol.AzraException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Takes JSON-RPC answers apart as they stream by, without building a tree. */
final class AnswerParser {
  /**
   * Characters. A log of so much data, 16 MiB, costs more gas than logs that outgrow a whole answer
   * do: some 670 against 270 million, as memory is the dearer the more of it there is. So it is not
   * this limit that a stranger can reach, and a node's lie takes no more memory than an answer.
   */
  private static final int MAX_STRING = 32 << 20;

  private static final int MAX_REASON = 200;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING)
                  .maxNestingDepth(32)
                  .maxNumberLength(80)
                  .build())
          .build();

  private AnswerParser() {}

  record RpcError(long code, String reason) {
    RpcFailure refusal() {
      return RpcFailure.refused(code, reason);
    }
  }

  /**
   * Everything of one answer; a result of null leaves both empty.
   *
   * @param id negative where there is none
   */
  record Reply<T>(int id, Optional<T> result, Optional<RpcError> error) {
    void refuse() {
      error.ifPresent(found -> {
        throw found.refusal();
      });
    }
  }

  static <T> Optional<T> single(InputStream body, ResultReader<T> reader) {
    return parse(
        body,
        parser -> {
          Reply<T> reply = reply(parser, reader);
          reply.refuse();
          return reply.result();
        });
  }

  /** As {@link BatchAnswers} takes them. */
  static <T> List<Optional<T>> batch(
      InputStream body, int calls, IntPredicate tolerated, ResultReader<T> reader) {
    return parse(
        body,
        parser -> {
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw noBatch(reply(parser, reader));
          }
          BatchAnswers<T> answers = new BatchAnswers<>(calls, tolerated);
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            answers.take(reply(parser, reader));
          }
          return answers.inOrder();
        });
  }

  private static <T> RpcFailure noBatch(Reply<T> reply) {
    return reply
        .error()
        .map(RpcError::refusal)
        .filter(RpcFailure::isLimited)
        .orElseGet(() ->
            RpcFailure.batchRefused(
                "expected a batch of answers, found %s"
                    .formatted(reply.error().map(RpcError::toString).orElse("one answer"))));
  }

  private static <T> Reply<T> reply(JsonParser parser, ResultReader<T> reader) {
    Json.expect(parser, JsonToken.START_OBJECT);
    int id = -1;
    Optional<T> result = Optional.empty();
    Optional<RpcError> error = Optional.empty();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> id = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
        case "result" ->
            result =
                value == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(reader.read(parser));
        case "error" -> error = value == JsonToken.VALUE_NULL ? error : Optional.of(error(parser));
        default -> parser.skipChildren();
      }
    }
    return new Reply<>(id, result, error);
  }

  private static RpcError error(JsonParser parser) {
    Json.expect(parser, JsonToken.START_OBJECT);
    long code = 0;
    String reason = "";
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "code" -> code = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
        case "message" -> reason = value == JsonToken.VALUE_STRING ? parser.getString() : "";
        default -> parser.skipChildren();
      }
    }
    return new RpcError(
        code, reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
  }

  private static <T> T parse(InputStream body, ResultReader<T> reader) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      return reader.read(parser);
    } catch (JacksonIOException e) {
      throw RpcFailure.unanswered(e.getCause(), e);
    } catch (JacksonException e) {
      throw RpcFailure.malformed("expected JSON-RPC, found " + e.getOriginalMessage(), e);
    } catch (RpcFailure e) {
      throw e;
    } catch (AzraException e) {
      throw RpcFailure.malformed("expected chain data, found " + e.code(), e);
    }
  }
}
