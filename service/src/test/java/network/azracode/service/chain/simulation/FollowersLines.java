// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What followers write to the log, debug lines too, while this is open, as a console shows it. Only
 * of the thread that opened it: other suites' services still follow in this process, each on a
 * thread of its own.
 */
final class FollowersLines implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("network.azracode.service.chain.follow.Follower");
  private final OutputStreamAppender<ILoggingEvent> appender = new OfOneThread();

  FollowersLines() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(logger.getLoggerContext());
    encoder.setPattern("%level %logger{0} %msg%n");
    encoder.setCharset(UTF_8);
    encoder.start();
    appender.setContext(logger.getLoggerContext());
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
  }

  List<String> all() {
    return written.toString(UTF_8).lines().toList();
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.setLevel(null);
    logger.detachAppender(appender);
    appender.stop();
  }

  private static final class OfOneThread extends OutputStreamAppender<ILoggingEvent> {
    private final String thread = Thread.currentThread().getName();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getThreadName().equals(thread)) {
        super.append(event);
      }
    }
  }
}
