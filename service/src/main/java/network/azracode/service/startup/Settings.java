// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

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
   * @throws network.azracode.sdk.protocol.AzraException {@code property.unknown} or {@code
   *     property.malformed}
   */
  static Settings read(ConfigurableEnvironment environment) {
    PropertyNames.ofThisProgram().requireKnown(environment);
    var reader = new PropertyReader(environment);
    return new Settings(
        reader.read(AzraProperties.class),
        reader.read(ChainProperties.class),
        reader.read(AttestorProperties.class),
        reader.read(AttestationProperties.class),
        reader.read(TransactionsProperties.class));
  }

  boolean isProduction() {
    return azra.network() == Network.PRODUCTION;
  }
}
