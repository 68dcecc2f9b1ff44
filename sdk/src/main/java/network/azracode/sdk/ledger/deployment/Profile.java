// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Json;

/** Waiting times that belong together; they come with the contracts. */
public record Profile(long timelockDelaySeconds, Windows windows) {
  /**
   * @param name {@code production}, {@code local} or {@code test}
   * @throws AzraException {@code profile.unknown}
   */
  public static Profile named(String name) {
    try (InputStream json = resource(name)) {
      return Json.MAPPER.readValue(json, Profile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    InputStream json =
        name.matches("[a-z]{1,20}")
            ? NodeRegistry.class.getResourceAsStream("profiles/" + name + ".json")
            : null;
    if (json == null) {
      throw new AzraException(
          "profile.unknown", "profile: expected production, local or test, found " + name);
    }
    return json;
  }
}
