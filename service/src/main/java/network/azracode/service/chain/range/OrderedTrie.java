// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Keccak;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * The root that a header has of a list (Yellow Paper, appendix D): a Merkle Patricia trie with the
 * RLP of each place as its key. No key is the beginning of another, so branches hold no value; each
 * value here is longer than a hash, so no node is ever embedded in its parent.
 */
final class OrderedTrie {
  private static final int SHORTEST_VALUE = 32;
  private static final int BRANCHES = 16;
  private static final RlpString NOTHING = RlpString.create(new byte[0]);

  private OrderedTrie() {}

  static Bytes32 root(List<byte[]> values) {
    if (values.isEmpty()) {
      return Keccak.hash(RlpEncoder.encode(NOTHING));
    }
    TreeMap<String, byte[]> byKey = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).length < SHORTEST_VALUE) {
        throw new IllegalArgumentException(
            "expected values of %d bytes at least, found %d"
                .formatted(SHORTEST_VALUE, values.get(i).length));
      }
      byKey.put(nibbles(i), values.get(i));
    }
    return hash(List.copyOf(byKey.entrySet()), 0);
  }

  private static String nibbles(int place) {
    byte[] key = RlpEncoder.encode(RlpString.create(place));
    return Hex.encode(key).substring(2);
  }

  /** Of the node that holds these entries, whose keys agree up to a depth. */
  private static Bytes32 hash(List<Map.Entry<String, byte[]>> entries, int depth) {
    return Keccak.hash(RlpEncoder.encode(node(entries, depth)));
  }

  private static RlpList node(List<Map.Entry<String, byte[]>> entries, int depth) {
    String first = entries.getFirst().getKey();
    if (entries.size() == 1) {
      return new RlpList(
          path(first.substring(depth), true), RlpString.create(entries.getFirst().getValue()));
    }
    int common = commonLength(first, entries.getLast().getKey());
    if (common > depth) {
      return new RlpList(path(first.substring(depth, common), false), link(hash(entries, common)));
    }
    return branch(entries, depth);
  }

  private static RlpList branch(List<Map.Entry<String, byte[]>> entries, int depth) {
    List<RlpType> children = new ArrayList<>();
    int from = 0;
    for (int nibble = 0; nibble < BRANCHES; nibble++) {
      int to = from;
      while (to < entries.size()
          && Character.digit(entries.get(to).getKey().charAt(depth), BRANCHES) == nibble) {
        to++;
      }
      children.add(to == from ? NOTHING : link(hash(entries.subList(from, to), depth + 1)));
      from = to;
    }
    children.add(NOTHING);
    return new RlpList(children);
  }

  private static RlpString link(Bytes32 hash) {
    return RlpString.create(hash.toByteArray());
  }

  /** Hex-prefix encoding, appendix C. */
  private static RlpString path(String nibbles, boolean leaf) {
    int flag = (leaf ? 2 : 0) + nibbles.length() % 2;
    String even = nibbles.length() % 2 == 0 ? "0" + nibbles : nibbles;
    return RlpString.create(Hex.decode("0x" + flag + even));
  }

  private static int commonLength(String one, String other) {
    int length = 0;
    while (one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }
}
