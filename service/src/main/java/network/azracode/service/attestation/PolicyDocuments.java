// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.AzraProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Policy documents as files, {@code <policy id>.yaml}; their bytes count, so they are kept as is.
 */
@Component
public class PolicyDocuments {
  static final int MAX_BYTES = 65_536;

  private final @Nullable Path folder;

  PolicyDocuments(AzraProperties properties) {
    this.folder = properties.policies();
  }

  /**
   * The file's bytes, read anew each time: the launcher adds documents while the service runs.
   *
   * @throws AzraException {@code policy.unreadable}
   */
  public Optional<byte[]> bytes(PolicyId policy) {
    if (folder == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(policy + ".yaml");
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new AzraException(
            "policy.unreadable",
            "document of policy %s: expected at most %d bytes".formatted(policy, MAX_BYTES));
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AzraException(
          "policy.unreadable", "document of policy %s cannot be read".formatted(policy), e);
    }
  }
}
