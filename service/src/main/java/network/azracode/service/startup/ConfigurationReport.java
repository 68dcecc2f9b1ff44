// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * What {@code --azra.check} asks for: one line for each thing that the service would rest on; then
 * the program ends, with 0 if all is well, else with 1.
 */
final class ConfigurationReport
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  private static final String OPTION = "--azra.check";

  /** After all that completes the environment. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (Arrays.asList(event.getArgs()).contains(OPTION)) {
      LoggingSystem.get(getClass().getClassLoader())
          .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
      System.exit(print(withoutOption(event), System.out));
    }
  }

  /** Tells the exit code. */
  static int print(ConfigurableEnvironment environment, PrintStream out) {
    List<Finding> findings = Inspection.of(environment);
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().allMatch(Finding::isGood) ? 0 : 1;
  }

  private static ConfigurableEnvironment withoutOption(ApplicationEnvironmentPreparedEvent event) {
    String[] others =
        Arrays.stream(event.getArgs())
            .filter(argument -> !argument.equals(OPTION))
            .toArray(String[]::new);
    ConfigurableEnvironment environment = event.getEnvironment();
    environment
        .getPropertySources()
        .replace(
            CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME,
            new SimpleCommandLinePropertySource(others));
    return environment;
  }
}
