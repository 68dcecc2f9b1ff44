// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.AzraProperties;
import network.azracode.service.AzraProperties.Network;
import network.azracode.service.attestation.AttestationProperties;
import network.azracode.service.attestation.AttestorProperties;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.transactions.TransactionsProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/** All of {@code azra.*}, known and well-formed. */
record Settings(
    AzraProperties azra,
    ChainProperties chain,
    AttestorProperties attestor,
    AttestationProperties attestation,
    TransactionsProperties transactions) {
  static final String PRODUCTION_PROFILE = "production";

  /**
   * @param wrong is told everything that is, as {@code property.unknown} or {@code
   *     property.malformed}
   * @return empty if anything is
   */
  static Optional<Settings> read(
      ConfigurableEnvironment environment, Consumer<AzraException> wrong) {
    List<AzraException> unknown = PropertyNames.ofThisProgram().unknown(environment);
    unknown.forEach(wrong);
    var reader = new PropertyReader(environment, wrong);
    var azra = reader.read(AzraProperties.class);
    var chain = reader.read(ChainProperties.class);
    var attestor = reader.read(AttestorProperties.class);
    var attestation = reader.read(AttestationProperties.class);
    var transactions = reader.read(TransactionsProperties.class);
    return !unknown.isEmpty()
            || azra == null
            || chain == null
            || attestor == null
            || attestation == null
            || transactions == null
        ? Optional.empty()
        : Optional.of(new Settings(azra, chain, attestor, attestation, transactions));
  }

  boolean isProduction() {
    return azra.network() == Network.PRODUCTION;
  }
}
