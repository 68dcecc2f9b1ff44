// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Keeps thousands of expected failures out of the log, while it is open. */
final class Quiet implements AutoCloseable {
  private static final List<String> NOISY =
      List.of(
          "network.azracode.service.chain.follow",
          "org.springframework.transaction",
          "org.springframework.jdbc");

  private final Map<Logger, Level> before = new HashMap<>();

  Quiet() {
    for (String name : NOISY) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      before.put(logger, logger.getEffectiveLevel());
      logger.setLevel(Level.OFF);
    }
  }

  @Override
  public void close() {
    before.forEach(Logger::setLevel);
  }
}
