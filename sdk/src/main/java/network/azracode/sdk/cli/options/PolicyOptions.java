// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import network.azracode.sdk.cli.AcceptedPolicies;
import network.azracode.sdk.cli.Home;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import picocli.CommandLine.Option;

/** Under which policies this client trusts code and hardware: its own choice, nobody's default. */
public final class PolicyOptions {
  @Option(
      names = "--policy",
      paramLabel = "FILE|DIGEST",
      description =
          "Policy document to trust, or its digest; may be repeated (default: those that"
              + " 'azra policy accept' keeps).")
  private List<String> given = List.of();

  /**
   * Digests of the documents that are trusted.
   *
   * @throws AzraException {@code policy.malformed} or what reading a file throws
   */
  public Set<Bytes32> accepted(Home home) {
    return given.isEmpty()
        ? AcceptedPolicies.of(home).digests()
        : given.stream().map(PolicyOptions::digest).collect(Collectors.toUnmodifiableSet());
  }

  private static Bytes32 digest(String text) {
    return text.startsWith("0x") ? Bytes32.of(text) : AcceptedPolicies.read(Path.of(text)).digest();
  }
}
