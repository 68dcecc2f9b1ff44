// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.store.Fence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The replay's session is one of a small pool, which others need. */
@DisplayName("H-44 a rebuild that cannot begin keeps no session, and begins once it can")
class RebuildSessionTest extends DamagedLedger {
  private static final String ROLE = "azra_rebuilds";
  private static final int MORE_THAN_SESSIONS = 4;

  private HikariDataSource pool;
  private SimulatedFollower follower;

  @BeforeEach
  void restrict() throws SQLException {
    sql(
        "CREATE ROLE " + ROLE,
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + ROLE,
        "GRANT CREATE ON DATABASE %s TO %s".formatted(name(), ROLE));
    pool = database.sessions();
    pool.setConnectionInitSql("SET ROLE " + ROLE);
    pool.setConnectionTimeout(1_000);
    follower = follower(Optional.of(pool), Fence.NONE, DeepReorganisation.HALT);
  }

  @AfterEach
  void lift() throws SQLException {
    pool.close();
    sql("DROP OWNED BY " + ROLE, "DROP ROLE " + ROLE);
  }

  @Test
  void asItsRoleMayNotCreateTheTables() throws SQLException {
    sql("REVOKE CREATE ON DATABASE %s FROM %s".formatted(name(), ROLE));
    assertItFailsAndKeepsNoSession("permission denied for database");
    sql("GRANT CREATE ON DATABASE %s TO %s".formatted(name(), ROLE));
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  @Test
  void asNothingCanBeWrittenToTheTables() throws SQLException {
    sql(
        """
        CREATE FUNCTION break_cursor() RETURNS event_trigger LANGUAGE plpgsql AS
        'BEGIN ALTER TABLE azra_rebuild.chain_cursor ADD CHECK (head IS NOT NULL); END'\
        """,
        """
        CREATE EVENT TRIGGER breaks_cursor ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER')
        EXECUTE FUNCTION break_cursor()\
        """);
    assertItFailsAndKeepsNoSession("violates check constraint");
    sql("DROP EVENT TRIGGER breaks_cursor");
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  private void assertItFailsAndKeepsNoSession(String why) {
    for (int looks = 0; looks < MORE_THAN_SESSIONS; looks++) {
      follower.look();
      assertThat(follower.toString()).contains(why);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  private String name() {
    return database.jdbc().sql("SELECT current_database()").query(String.class).single();
  }
}
