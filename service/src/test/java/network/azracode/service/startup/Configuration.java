// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.AzraException;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Properties for one inspection, each replaceable. */
final class Configuration {
  private final Map<String, Object> properties = new HashMap<>();
  private final Map<String, Object> variables = new HashMap<>();

  Configuration(Map<String, Object> sound) {
    properties.putAll(sound);
  }

  Configuration with(String name, Object value) {
    properties.put(name, value);
    return this;
  }

  Configuration without(String name) {
    properties.remove(name);
    return this;
  }

  Configuration withVariable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  ConfigurableEnvironment environment() {
    var environment = new StandardEnvironment();
    var sources = environment.getPropertySources();
    sources.replace(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    sources.addFirst(new MapPropertySource("given", properties));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    return environment;
  }

  /** What the inspection finds wrong. */
  List<AzraException> troubles() {
    return Inspection.of(environment()).stream()
        .flatMap(finding -> finding.trouble().stream())
        .toList();
  }
}
