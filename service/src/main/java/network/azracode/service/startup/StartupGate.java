// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import network.azracode.service.AzraProperties.Network;
import network.azracode.service.AzraService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/** Inspects before the first bean is made, so before a migration runs and a port is taken. */
final class StartupGate implements ApplicationListener<ApplicationPreparedEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(StartupGate.class);

  @Override
  public void onApplicationEvent(ApplicationPreparedEvent event) {
    if (!event.getSpringApplication().getAllSources().contains(AzraService.class)) {
      // parts of the service, in a test of their own
      return;
    }
    ConfigurableEnvironment environment = event.getApplicationContext().getEnvironment();
    for (Finding finding : Inspection.of(environment)) {
      finding
          .trouble()
          .ifPresent(trouble -> {
            if (finding.vital()) {
              throw trouble;
            }
            LOG.warn("{}", finding.line());
          });
    }
    if (environment.getProperty("azra.network", "").equalsIgnoreCase(Network.TEST.name())) {
      LOG.warn(
          "TEST NETWORK (azra.network=test): development evidence, tokens, keys and windows are"
              + " accepted; nothing here is worth anything");
    }
  }
}
