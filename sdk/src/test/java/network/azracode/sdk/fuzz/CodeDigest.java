// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import org.jspecify.annotations.Nullable;

/** Names the compiled code that a target can reach: its class, and all of ours that these name. */
public final class CodeDigest {
  private static final String OURS = "network/azracode/";

  private CodeDigest() {}

  public static Bytes32 of(Class<?> fuzzer) throws IOException {
    Bytes32 digest = Bytes32.ZERO;
    for (byte[] bytes : reachable(fuzzer.getName().replace('.', '/')).values()) {
      digest = Keccak.hash(digest.toByteArray(), bytes);
    }
    return digest;
  }

  private static Map<String, byte[]> reachable(String from) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty()) {
      String name = open.remove();
      byte[] bytes = classes.containsKey(name) ? null : bytes(name);
      if (bytes != null) {
        classes.put(name, bytes);
        for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
          if (entry instanceof ClassEntry named && named.asInternalName().startsWith(OURS)) {
            open.add(named.asInternalName());
          }
        }
      }
    }
    return classes;
  }

  /** Nothing for arrays, which are named like classes. */
  private static byte @Nullable [] bytes(String name) throws IOException {
    try (InputStream in = CodeDigest.class.getResourceAsStream("/" + name + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
