// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many requests a range of headers takes, of a node that limits its batches, or once did. */
class BatchSizeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Deployment DEPLOYMENT =
      new Deployment(7, Bytes32.ZERO, 1, address(1), address(2), address(3), address(4));
  private static final String TROUBLE =
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32603,\"message\":\"Internal error\"}}";

  private static final String REST_OF_A_HEADER =
      """
      "hash":"0x%1$s","parentHash":"0x%1$s","timestamp":"0x1","receiptsRoot":"0x%1$s","logsBloom":"0x%2$s"\
      """
          .formatted("00".repeat(32), "00".repeat(256));

  private final ChainSource source = new ChainSource(this::answer, DEPLOYMENT);
  private int mostCalls = Integer.MAX_VALUE;
  private boolean troubled;
  private int requests;
  private int refusals;

  @Test
  @DisplayName("H-65 after a moment's trouble a range is read in few requests again")
  void aMomentsTroubleIsForgotten() {
    source.headers(1, 2_000);
    assertThat(requests).isEqualTo(20);
    troubled = true;
    assertThatThrownBy(() -> source.headers(1, 2_000)).isInstanceOf(RpcFailure.class);
    troubled = false;
    requests = 0;
    source.headers(1, 2_000);
    assertThat(requests).isLessThan(100);
    requests = 0;
    source.headers(1, 2_000);
    assertThat(requests).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10, 60})
  @DisplayName("H-65 a limit that stays costs one request in fifty at most, and is nearly used up")
  void aLimitThatStaysCostsLittle(int limit) {
    mostCalls = limit;
    int headers = 0;
    while (requests < 2_000) {
      source.headers(1, 500);
      headers += 500;
    }
    assertThat(refusals).isBetween(1, requests / 50);
    assertThat(headers / requests).isGreaterThanOrEqualTo(limit / 2);
  }

  @Test
  @DisplayName("H-65 whatever a node refuses by turns, few requests are lost to trying")
  void aNodeThatChangesItsMindCostsLittle() {
    for (int range = 0; range < 40; range++) {
      mostCalls = new int[] {100, 7, 40, 0}[range % 4];
      source.headers(1, 500);
    }
    assertThat(refusals).isLessThan(requests / 8);
  }

  private InputStream answer(byte[] request) {
    requests++;
    JsonNode body = JSON.readTree(request);
    boolean tooMany = body.isArray() && body.size() > mostCalls;
    if (tooMany) {
      refusals++;
    }
    String answer =
        troubled || tooMany
            ? TROUBLE
            : body.isArray()
                ? StreamSupport.stream(body.spliterator(), false)
                    .map(BatchSizeTest::reply)
                    .collect(Collectors.joining(",", "[", "]"))
                : reply(body);
    return new ByteArrayInputStream(answer.getBytes(UTF_8));
  }

  private static String reply(JsonNode call) {
    return """
    {"jsonrpc":"2.0","id":%s,"result":{"number":%s,%s}}\
    """
        .formatted(call.get("id"), call.at("/params/0"), REST_OF_A_HEADER);
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }
}
