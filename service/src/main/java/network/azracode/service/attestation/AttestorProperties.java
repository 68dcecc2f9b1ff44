// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The attestor's own key; a service without one answers questions and signs nothing.
 *
 * @param keystore version 3 keystore file
 * @param passwordFile text file whose first line opens it
 */
@Validated
@ConfigurationProperties(prefix = "azra.attestor", ignoreUnknownFields = false)
public record AttestorProperties(@Nullable Path keystore, @Nullable Path passwordFile) {

  @AssertTrue(message = "expected both keystore and password-file, or neither")
  boolean isComplete() {
    return (keystore == null) == (passwordFile == null);
  }
}
