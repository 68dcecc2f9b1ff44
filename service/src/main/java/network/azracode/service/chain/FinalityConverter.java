// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain;

import network.azracode.sdk.ledger.Finality;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads {@code azra.chain.finality}. */
@Component
@ConfigurationPropertiesBinding
class FinalityConverter implements Converter<String, Finality> {
  @Override
  public Finality convert(String text) {
    return Finality.parse(text);
  }
}
