// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * The closed list of top-level {@code azra.*} names: a misspelt one stops the start instead of
 * being ignored. What lies below {@code api}, {@code chain} and so on is read, and closed likewise,
 * by a record of the module that uses it.
 *
 * @param deployment path of {@code deployment.json}
 * @param network what is at stake; {@code test} allows what {@code production} refuses
 * @param profile which windows the contracts were deployed with; told to whoever asks
 * @param policies folder of policy documents, {@code <policy id>.yaml}
 * @param bind where to listen
 * @param rebuild replays the whole chain once this instance leads, and then takes over what
 *     differs; until then answers come from the tables as they are
 */
@Validated
@ConfigurationProperties(prefix = "azra", ignoreUnknownFields = false)
public record AzraProperties(
    @NotNull(message = "expected the path of deployment.json, found nothing") Path deployment,
    @DefaultValue("production") Network network,
    @Pattern(
            regexp = "production|local|test",
            message = "expected production, local or test, found another word")
        @DefaultValue("production")
        String profile,
    @Nullable Path policies,
    @DefaultValue Bind bind,
    @DefaultValue("false") boolean rebuild,
    @Nullable Map<String, Object> api,
    @Nullable Map<String, Object> chain,
    @Nullable Map<String, Object> attestor,
    @Nullable Map<String, Object> attestation,
    @Nullable Map<String, Object> transactions,
    @Nullable Map<String, Object> local) {

  /** What is at stake. */
  public enum Network {
    /** Money that counts: whatever belongs to development is refused. */
    PRODUCTION,
    /** Nothing: development evidence, tokens, keys and short windows are allowed. */
    TEST
  }

  /**
   * Where to listen.
   *
   * @param everywhere allows server addresses other than loopback, for a service behind a proxy or
   *     in a container
   */
  public record Bind(@Name("public") @DefaultValue("false") boolean everywhere) {}
}
