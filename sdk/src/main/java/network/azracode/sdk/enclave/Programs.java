// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/** What an enclave can run. */
public final class Programs {
  public static final Program WORD_COUNT = new WordCount();
  public static final Program SHA256_CHAIN = new Sha256Chain();
  public static final Program SUM = new Sum();

  private static final List<Program> BUILT_IN = List.of(WORD_COUNT, SHA256_CHAIN, SUM);
  private static final Map<Bytes32, Program> BY_HASH =
      BUILT_IN.stream().collect(toUnmodifiableMap(Program::hash, identity()));

  private Programs() {}

  public static Optional<Program> find(Bytes32 hash) {
    return Optional.ofNullable(BY_HASH.get(hash));
  }

  public static Optional<Program> named(String name) {
    return BUILT_IN.stream().filter(program -> program.name().equals(name)).findFirst();
  }

  public static List<String> names() {
    return BUILT_IN.stream().map(Program::name).toList();
  }

  /** Ascending, as a policy lists them. */
  public static List<Bytes32> hashes() {
    return BY_HASH.keySet().stream().sorted().toList();
  }

  /** The {@code programsHash} of a binding: keccak256 of the ascending hashes. */
  public static Bytes32 hash() {
    return Keccak.hash(hashes().stream().map(Bytes32::toByteArray).toArray(byte[][]::new));
  }
}
