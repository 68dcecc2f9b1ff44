// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.contracts.NodeRegistry;
import network.azracode.contracts.Settlement;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.jobs.JobProjection;
import network.azracode.service.nodes.NodeProjection;
import network.azracode.service.settlement.SettlementProjection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.methods.response.Log;

/** The hand decoder against the generated bindings, for every event that the contracts have. */
class EventTypeTest {
  private static final int ROUNDS = 50;

  /** Inherited from OpenZeppelin; contracts that cannot change never emit it. */
  private static final Set<String> NEVER_EMITTED = Set.of("EIP712DomainChanged");

  static List<EventType> ours() {
    return Stream.of(new NodeProjection(), new JobProjection(), new SettlementProjection())
        .flatMap(projection -> projection.tables().stream())
        .map(EventTable::event)
        .toList();
  }

  @Test
  @DisplayName("H-1 every event of the contracts has a table, and no other")
  void theProjectionsKnowEveryEventOfTheContracts() {
    Set<String> topics =
        Stream.of(NodeRegistry.class, Settlement.class)
            .flatMap(contract -> Arrays.stream(contract.getFields()))
            .filter(field -> field.getName().endsWith("_EVENT"))
            .map(EventTypeTest::event)
            .filter(event -> !NEVER_EMITTED.contains(event.getName()))
            .map(EventEncoder::encode)
            .collect(Collectors.toSet());
    assertThat(ours().stream().map(event -> event.topic().toString()))
        .containsExactlyInAnyOrderElementsOf(topics);
  }

  @ParameterizedTest
  @MethodSource("ours")
  @DisplayName("H-8 the hand decoder agrees with the generated bindings")
  void decodesAsTheBindingsDo(EventType event) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Bytes32> topics = new ArrayList<>(List.of(event.topic()));
      StringBuilder data = new StringBuilder("0x");
      for (EventParameter parameter : event.parameters()) {
        Bytes32 word = randomWord(parameter.type(), random);
        if (parameter.indexed()) {
          topics.add(word);
        } else {
          data.append(word.toString(), 2, 66);
        }
      }
      byte[] bytes = HexFormat.of().parseHex(data.substring(2));
      Map<String, Object> found = event.decode(topics, bytes);
      Object expected = generated(event, topics, data.toString());
      for (EventParameter parameter : event.parameters()) {
        assertThat(plain(found.get(parameter.name())))
            .as("%s.%s, seed %d", event.name(), parameter.name(), seed)
            .isEqualTo(plain(expected.getClass().getField(parameter.name()).get(expected)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  @DisplayName("H-9 S09 what does not have the event's shape is malformed")
  void refusesEveryOtherShape(EventType event) {
    int indexed = (int) event.parameters().stream().filter(EventParameter::indexed).count();
    int words = event.parameters().size() - indexed;
    List<Bytes32> topics = new ArrayList<>(List.of(event.topic()));
    for (int i = 0; i < indexed; i++) {
      topics.add(Bytes32.ZERO);
    }
    assertThatThrownBy(() -> event.decode(topics.subList(0, indexed), new byte[words * 32]))
        .isInstanceOf(EventMalformed.class);
    assertThatThrownBy(() -> event.decode(topics, new byte[words * 32 + 1]))
        .isInstanceOf(EventMalformed.class);
    assertThatThrownBy(() -> event.decode(topics, new byte[(words + 1) * 32]))
        .isInstanceOf(EventMalformed.class);
  }

  @Test
  @DisplayName("H-9 S09 a bit outside of its type is malformed")
  void refusesDirtyWords() {
    Bytes32 ones = Bytes32.of(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    for (String type : List.of("address", "uint8", "uint24", "uint40", "uint64", "uint96")) {
      assertThatThrownBy(() -> WordType.of(type).decode(ones))
          .as(type)
          .isInstanceOf(EventMalformed.class);
    }
  }

  private static Bytes32 randomWord(WordType type, Random random) {
    int bits =
        switch (type) {
          case WordType.AddressWord address -> 160;
          case WordType.BytesWord bytes -> 256;
          case WordType.UnsignedWord(int width) -> width;
        };
    return Bytes32.of(new BigInteger(random.nextInt(4) == 0 ? 1 : bits, random));
  }

  private static Object generated(EventType event, List<Bytes32> topics, String data)
      throws ReflectiveOperationException {
    Log log = new Log();
    log.setTopics(topics.stream().map(Bytes32::toString).toList());
    log.setData(data);
    String method = "get" + event.name() + "EventFromLog";
    boolean registry =
        Arrays.stream(NodeRegistry.class.getMethods())
            .anyMatch(candidate -> candidate.getName().equals(method));
    Class<?> contract = registry ? NodeRegistry.class : Settlement.class;
    return contract.getMethod(method, Log.class).invoke(null, log);
  }

  private static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case byte[] bytes -> Bytes32.of(bytes).toString();
      case String address -> address.toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static Event event(Field field) {
    try {
      return (Event) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
