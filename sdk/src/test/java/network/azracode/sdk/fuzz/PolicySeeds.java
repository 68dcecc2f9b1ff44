// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.policy.NamedPolicy;

/** The built-in policies. */
final class PolicySeeds {
  private PolicySeeds() {}

  static List<byte[]> files() {
    return Stream.of("strict.yaml", "network.yaml").map(PolicySeeds::resource).toList();
  }

  private static byte[] resource(String name) {
    try (InputStream in = NamedPolicy.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected " + name + " beside the policies' classes");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
