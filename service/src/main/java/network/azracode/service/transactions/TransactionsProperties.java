// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import jakarta.validation.constraints.AssertTrue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The key that pays for what this service sends; a service without one sends nothing, and others
 * may submit what it has signed.
 *
 * @param keystore version 3 keystore file
 * @param passwordFile text file whose first line opens it
 */
@Validated
@ConfigurationProperties(prefix = "azra.transactions", ignoreUnknownFields = false)
public record TransactionsProperties(@Nullable Path keystore, @Nullable Path passwordFile) {

  @AssertTrue(message = "expected both keystore and password-file, or neither")
  boolean isComplete() {
    return (keystore == null) == (passwordFile == null);
  }
}
