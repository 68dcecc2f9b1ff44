// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What the application starts: elected, fenced, with every projection, over a pool of sessions. */
final class ElectedFollower implements AutoCloseable {
  private static final int SESSIONS = 4;

  private final HikariDataSource pool = new HikariDataSource();
  private final FollowerLifecycle lifecycle;

  ElectedFollower(
      String databaseUrl, Deployment deployment, URI rpcUrl, int pollMillis, boolean rebuild) {
    pool.setJdbcUrl(databaseUrl);
    pool.setMaximumPoolSize(SESSIONS);
    this.lifecycle =
        new FollowerLifecycle(
            new ChainProperties(
                List.of(rpcUrl),
                false,
                new Finality.Depth(5),
                DeepReorganisation.HALT,
                LogProof.BLOOM,
                List.of(),
                pollMillis),
            deployment,
            FollowedLedger.PROJECTIONS,
            new JdbcTemplate(pool),
            new JdbcTransactionManager(pool),
            new SimpleMeterRegistry(),
            Clock.systemUTC(),
            rebuild);
  }

  /** Opens sessions, and does nothing with them. */
  void connect() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.isValid(1);
    }
  }

  void start() {
    lifecycle.start();
  }

  boolean leads() {
    return lifecycle.leads();
  }

  @Override
  public void close() {
    lifecycle.stop();
    pool.close();
  }
}
