// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The key that pays for what this service sends; a service without one sends nothing, and others
 * may submit what it has signed.
 *
 * @param keystore version 3 keystore file
 * @param passwordFile text file whose first line opens it
 * @param web3signer where a Web3Signer listens that keeps the key, instead of a keystore
 * @param account whose key it is, as 0x hex; beside a keystore it is compared
 */
@Validated
@ConfigurationProperties(prefix = "azra.transactions", ignoreUnknownFields = false)
public record TransactionsProperties(
    @Nullable Path keystore,
    @Nullable Path passwordFile,
    @Nullable URI web3signer,
    @Nullable @Pattern(regexp = "0x[0-9a-fA-F]{40}") String account) {

  @AssertTrue(message = "expected both keystore and password-file, or neither")
  boolean isComplete() {
    return (keystore == null) == (passwordFile == null);
  }

  @AssertTrue(message = "expected a keystore, or web3signer with account, or neither, found both")
  boolean isOnePlace() {
    return web3signer == null
        ? account == null || keystore != null
        : account != null && keystore == null;
  }

  /**
   * @return empty where no key is named
   * @throws AzraException {@code outbox.password}, {@code outbox.account}, {@code
   *     keystore.unreadable} or {@code signer.…}
   */
  public Optional<Signer> openKey() {
    return new KeyPlace("outbox", keystore, passwordFile, web3signer, account).open();
  }
}
