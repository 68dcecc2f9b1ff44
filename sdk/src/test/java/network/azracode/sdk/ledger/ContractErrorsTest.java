// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.util.stream.Stream;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.ledger.errors.StakeTooLow;
import network.azracode.sdk.protocol.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.crypto.Hash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** [T-20] */
class ContractErrorsTest {
  private static final String WORD = "%064x";

  static Stream<JsonNode> errorsOfTheAbis() {
    return Stream.of("NodeRegistry", "Settlement", "TimelockController", "DevelopmentToken")
        .flatMap(ContractErrorsTest::errorsOf);
  }

  @ParameterizedTest
  @MethodSource("errorsOfTheAbis")
  void everyErrorOfTheAbisHasATypeThatTellsEveryArgument(JsonNode error) throws Exception {
    ContractReverted reverted = ContractErrors.known().decode(encodedWithZeros(error));

    assertThat(reverted.getClass()).isNotEqualTo(ContractReverted.class);
    assertThat(reverted.getClass().getSimpleName()).isEqualTo(error.get("name").asString());
    for (JsonNode input : error.get("inputs")) {
      assertThat(told(reverted, input.get("name").asString())).isNotNull();
    }
  }

  @Test
  void aTypedErrorTellsItsValues() {
    String data =
        selector("StakeTooLow", "uint64", "uint256", "uint256")
            + WORD.formatted(7)
            + WORD.formatted(90)
            + WORD.formatted(100);

    ContractReverted reverted = ContractErrors.known().decode(data);

    assertThat(reverted).isInstanceOf(StakeTooLow.class);
    StakeTooLow tooLow = (StakeTooLow) reverted;
    assertThat(tooLow.nodeId()).isEqualTo(new NodeId(7));
    assertThat(tooLow.found()).isEqualTo(BigInteger.valueOf(90));
    assertThat(tooLow.needed()).isEqualTo(BigInteger.valueOf(100));
    assertThat(tooLow.code()).isEqualTo("contract.reverted");
    assertThat(tooLow).hasMessage("StakeTooLow(nodeId 7, found 90, needed 100)");
  }

  @Test
  void whatIsNotOursHasNoTypeOfItsOwn() {
    ContractReverted panic =
        ContractErrors.known().decode(selector("Panic", "uint256") + WORD.formatted(17));
    assertThat(panic.getClass()).isEqualTo(ContractReverted.class);
    assertThat(panic.args()).containsEntry("panicCode", "17");

    ContractReverted unknown = ContractErrors.known().decode("0xdeadbeef");
    assertThat(unknown.errorName()).isEqualTo("Unknown");
    assertThat(unknown.args()).containsEntry("selector", "0xdeadbeef");
  }

  private static Object told(ContractReverted reverted, String argument)
      throws IllegalAccessException, InvocationTargetException {
    try {
      return reverted.getClass().getMethod(argument).invoke(reverted);
    } catch (NoSuchMethodException e) {
      return fail("%s tells no %s".formatted(reverted.getClass(), argument), e);
    }
  }

  /** Zeros are a value of every fixed type; a string or bytes is then empty, at offset 32. */
  private static String encodedWithZeros(JsonNode error) {
    String[] types =
        error.get("inputs").valueStream().map(i -> i.get("type").asString()).toArray(String[]::new);
    StringBuilder data = new StringBuilder(selector(error.get("name").asString(), types));
    for (String type : types) {
      boolean dynamic = type.equals("string") || type.equals("bytes");
      data.append(WORD.formatted(dynamic ? 32 * types.length : 0));
    }
    return data.append(WORD.formatted(0)).toString();
  }

  /** As 0x and eight digits, computed here on its own. */
  private static String selector(String name, String... types) {
    return Hash.sha3String(name + "(" + String.join(",", types) + ")").substring(0, 10);
  }

  private static Stream<JsonNode> errorsOf(String contract) {
    try (InputStream json = NodeRegistry.class.getResourceAsStream(contract + ".json")) {
      return JsonMapper.shared()
          .readTree(json)
          .get("abi")
          .valueStream()
          .filter(item -> item.get("type").asString().equals("error"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
