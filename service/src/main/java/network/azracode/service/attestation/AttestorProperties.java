// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The attestor's own key, in a keystore or with a Web3Signer; a service without one answers
 * questions and signs nothing.
 *
 * @param keystore version 3 keystore file
 * @param passwordFile text file whose first line opens it
 * @param web3signer where a Web3Signer listens that keeps the key, instead of a keystore
 * @param account whose key it keeps, as 0x hex
 */
@Validated
@ConfigurationProperties(prefix = "azra.attestor", ignoreUnknownFields = false)
public record AttestorProperties(
    @Nullable Path keystore,
    @Nullable Path passwordFile,
    @Nullable URI web3signer,
    @Nullable String account) {

  @AssertTrue(message = "expected both keystore and password-file, or neither")
  boolean isComplete() {
    return (keystore == null) == (passwordFile == null);
  }

  @AssertTrue(message = "expected both web3signer and account and no keystore, or neither")
  boolean isOnePlace() {
    return (web3signer == null) == (account == null) && (web3signer == null || keystore == null);
  }
}
