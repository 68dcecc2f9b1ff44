// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.protocol.Deployment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module is handed instead of making it: the contracts' place, time and chance. */
@Configuration(proxyBeanMethods = false)
class AzraConfiguration {

  @Bean
  Deployment deployment(AzraProperties properties) {
    return Deployment.read(properties.deployment());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }
}
