// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/** An event, as declared in Solidity; decodes its logs by hand, strictly. */
public final class EventType {
  private static final Pattern DECLARATION = Pattern.compile("(\\w+)\\((.*)\\)");

  private final String name;
  private final List<EventParameter> parameters;
  private final Bytes32 topic;
  private final int topics;
  private final int dataBytes;

  private EventType(String name, List<EventParameter> parameters) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.topic = Keccak.hash(signature().getBytes(US_ASCII));
    this.topics = 1 + (int) parameters.stream().filter(EventParameter::indexed).count();
    this.dataBytes = (parameters.size() + 1 - topics) * Bytes32.LENGTH;
  }

  /**
   * From {@code "StakeRebonded(uint64 indexed nodeId, address indexed operator, uint96 amount)"}.
   */
  public static EventType of(String declaration) {
    Matcher matcher = DECLARATION.matcher(declaration.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected Name(type name, …), found " + declaration);
    }
    return new EventType(
        matcher.group(1),
        Arrays.stream(matcher.group(2).split(",")).map(EventParameter::of).toList());
  }

  public String name() {
    return name;
  }

  public List<EventParameter> parameters() {
    return parameters;
  }

  /** First topic of its logs: the hash of {@link #signature}. */
  public Bytes32 topic() {
    return topic;
  }

  /** Canonical, such as {@code StakeRebonded(uint64,address,uint96)}. */
  public String signature() {
    return parameters.stream()
        .map(parameter -> parameter.type().canonical())
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  /** Refuses a log that has not as many topics and bytes of data as this event. */
  public void requireShape(int foundTopics, int foundBytes) throws EventMalformed {
    if (foundTopics != topics || foundBytes != dataBytes) {
      throw new EventMalformed(
          "%s: expected %d topics and %d bytes, found %d and %d"
              .formatted(name, topics, dataBytes, foundTopics, foundBytes));
    }
  }

  /**
   * @param found topics of the log, this event's own first
   * @return values by parameter, in the order of the declaration
   */
  public Map<String, Object> decode(List<Bytes32> found, byte[] data) throws EventMalformed {
    requireShape(found.size(), data.length);
    var indexed = found.stream().skip(1).iterator();
    var inData = words(data).iterator();
    Map<String, Object> values = new LinkedHashMap<>();
    for (EventParameter parameter : parameters) {
      Bytes32 word = parameter.indexed() ? indexed.next() : inData.next();
      values.put(parameter.name(), parameter.type().decode(word));
    }
    return values;
  }

  @Override
  public String toString() {
    return signature();
  }

  private static Stream<Bytes32> words(byte[] data) {
    return Stream.iterate(0, at -> at < data.length, at -> at + Bytes32.LENGTH)
        .map(at -> Bytes32.of(Arrays.copyOfRange(data, at, at + Bytes32.LENGTH)));
  }
}
