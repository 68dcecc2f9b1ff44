// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where the contracts stand; {@code deployment.json}.
 *
 * @param genesisHash tells a restarted or foreign chain with the same id from this one
 * @param block number of the first block that can hold an event of the contracts
 */
public record Deployment(
    long chainId,
    Bytes32 genesisHash,
    long block,
    Address token,
    Address nodeRegistry,
    Address settlement,
    Address timelock) {
  private static final int MAX_BYTES = 16_384;

  public Deployment {
    Unsigned.require("chainId", chainId, 63);
    Unsigned.require("block", block, 64);
  }

  /**
   * Reads the file that {@link #write} wrote.
   *
   * @throws AzraException {@code deployment.unreadable}
   */
  public static Deployment read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      @Nullable Deployment read = Json.MAPPER.readValue(in.readNBytes(MAX_BYTES), Deployment.class);
      if (read == null) {
        throw new AzraException(
            "deployment.unreadable", "expected a deployment at %s, found none".formatted(file));
      }
      return read;
    } catch (IOException e) {
      throw new AzraException("deployment.unreadable", "expected a deployment at " + file, e);
    } catch (JacksonException e) {
      throw new AzraException(
          "deployment.unreadable",
          "%s: expected chainId, genesisHash, block, token, nodeRegistry, settlement, timelock; %s"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Replaces the file in one step, so that no reader sees half of it. */
  public void write(Path file) throws IOException {
    String json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    Durable.replace(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public Domain registryDomain() {
    return Domain.registry(chainId, nodeRegistry);
  }

  public Domain settlementDomain() {
    return Domain.settlement(chainId, settlement);
  }
}
