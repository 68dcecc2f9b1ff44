// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where endorsements come from.
 *
 * @param developmentCollateral folder with the development root and its collateral; unset wherever
 *     no policy accepts development evidence
 */
@ConfigurationProperties(prefix = "azra.attestation", ignoreUnknownFields = false)
public record AttestationProperties(@Nullable Path developmentCollateral) {}
