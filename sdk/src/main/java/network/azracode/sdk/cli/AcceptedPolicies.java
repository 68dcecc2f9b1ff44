// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Durable;

/**
 * The policy documents that this client trusts, a file each, named by digest. They are read each
 * time: removing a file is all it takes to trust it no longer.
 */
public record AcceptedPolicies(Path folder) {
  /** Longest policy document that is read. */
  public static final int MAX_DOCUMENT_BYTES = 65_536;

  private static final int MAX_ACCEPTED = 100;
  private static final String EXTENSION = ".yaml";

  public static AcceptedPolicies of(Home home) {
    return new AcceptedPolicies(home.folder("policies"));
  }

  /**
   * @throws Unreadable when there is no such file, or no policy in it
   */
  public static PolicyDocument read(Path file) {
    return InputFile.parse(file, MAX_DOCUMENT_BYTES, PolicyDocument::parse);
  }

  /** In the order of their names. */
  public List<PolicyDocument> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .sorted()
          .limit(MAX_ACCEPTED)
          .map(AcceptedPolicies::read)
          .toList();
    } catch (IOException e) {
      throw new AzraException("home.unreadable", folder + ": expected a folder of policies", e);
    }
  }

  public Set<Bytes32> digests() {
    return all().stream().map(PolicyDocument::digest).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws AzraException {@code policy.malformed}, {@code policy.too-many}, {@code
   *     home.unwritable}
   */
  public PolicyDocument accept(byte[] yaml) {
    PolicyDocument policy = PolicyDocument.parse(yaml);
    if (all().size() >= MAX_ACCEPTED) {
      throw new AzraException(
          "policy.too-many", "expected fewer than %d accepted policies".formatted(MAX_ACCEPTED));
    }
    try {
      Durable.replace(file(policy.digest()), yaml);
    } catch (IOException e) {
      throw new AzraException("home.unwritable", folder + ": expected to be able to write", e);
    }
    return policy;
  }

  /**
   * @return whether it was accepted before
   */
  public boolean forget(Bytes32 digest) {
    try {
      return Files.deleteIfExists(file(digest));
    } catch (IOException e) {
      throw new AzraException("home.unwritable", folder + ": expected to be able to delete", e);
    }
  }

  private Path file(Bytes32 digest) {
    return folder.resolve(digest + EXTENSION);
  }
}
