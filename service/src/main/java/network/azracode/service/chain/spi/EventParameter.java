// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

/** One parameter of an event, as its declaration names it. */
public record EventParameter(String name, WordType type, boolean indexed) {

  /** From {@code "uint64 indexed nodeId"}. */
  static EventParameter of(String declaration) {
    String[] words = declaration.strip().split("\\s+");
    boolean indexed = words.length == 3 && words[1].equals("indexed");
    if (words.length != 2 && !indexed) {
      throw new IllegalArgumentException("expected [type, indexed?, name], found " + declaration);
    }
    return new EventParameter(words[words.length - 1], WordType.of(words[0]), indexed);
  }
}
