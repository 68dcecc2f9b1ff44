// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * One real connection, a second one for a replay, and the moments at which they break: before or
 * after any statement, COPY, commit or roll-back, by a crash of the process or an error of the
 * database. What was handed out before a crash or a loss is of no use after it.
 */
final class FaultyDataSource extends AbstractDataSource implements AutoCloseable {
  /** What happens at the appointed moment. */
  enum Breakage {
    CRASH_BEFORE,
    CRASH_AFTER,
    DEADLOCK,
    SERIALISATION_FAILURE,
    CONNECTION_LOST,
    /** A commit succeeds, and the connection is gone before that is told; counts commits alone. */
    ACKNOWLEDGEMENT_LOST
  }

  private final Connection real;
  private final Optional<Connection> replay;
  private int losses;
  private int operations;
  private int commits;
  private int breaksAt = Integer.MAX_VALUE;
  private Breakage breakage = Breakage.CRASH_BEFORE;

  FaultyDataSource(Connection real) {
    this(real, Optional.empty());
  }

  FaultyDataSource(Connection real, Optional<Connection> replay) {
    this.real = real;
    this.replay = replay;
  }

  /** The second connection, which breaks at the same count of moments. */
  Optional<DataSource> replay() {
    return replay.map(Session::new);
  }

  private final class Session extends AbstractDataSource {
    private final Connection connection;

    Session(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Connection getConnection() {
      return proxy(Connection.class, connection);
    }

    @Override
    public Connection getConnection(String username, String password) {
      return getConnection();
    }
  }

  /** How many moments there were since the last arming. */
  int operations() {
    return operations;
  }

  /** Counts from now on; breaks once. */
  void arm(int operation, Breakage how) {
    operations = 0;
    commits = 0;
    breaksAt = operation;
    breakage = how;
  }

  void disarm() {
    arm(Integer.MAX_VALUE, Breakage.CRASH_BEFORE);
  }

  /** What the server does when the other end has died. */
  void restart() throws SQLException {
    losses++;
    restart(real);
    if (replay.isPresent()) {
      restart(replay.get());
      try (Statement statement = replay.get().createStatement()) {
        statement.execute("RESET search_path");
      }
    }
  }

  private static void restart(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    connection.setReadOnly(false);
  }

  @Override
  public Connection getConnection() {
    return proxy(Connection.class, real);
  }

  @Override
  public Connection getConnection(String username, String password) {
    return getConnection();
  }

  @Override
  public void close() throws SQLException {
    real.close();
  }

  private <T> T proxy(Class<T> type, T target) {
    int lossesBefore = losses;
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              String name = method.getName();
              if (name.equals("close") && target instanceof Connection) {
                return null;
              }
              boolean isMoment =
                  name.startsWith("execute")
                      || name.equals("commit")
                      || name.equals("rollback") && arguments == null
                      || name.equals("unwrap");
              if (isMoment) {
                requireAlive(lossesBefore);
                before();
              }
              Object result;
              try {
                result = method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (isMoment) {
                after(name.equals("commit"));
              }
              return switch (result) {
                case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                case Statement statement -> proxy(Statement.class, statement);
                case null, default -> result;
              };
            }));
  }

  private void requireAlive(int lossesBefore) throws SQLException {
    if (losses != lossesBefore) {
      throw new SQLException("simulated: this connection has been lost", "08003");
    }
  }

  private void before() throws SQLException {
    operations++;
    if (operations != breaksAt) {
      return;
    }
    switch (breakage) {
      case CRASH_BEFORE -> throw new SimulatedCrash();
      case CRASH_AFTER, ACKNOWLEDGEMENT_LOST -> {}
      case DEADLOCK -> throw new SQLException("simulated: deadlock detected", "40P01");
      case SERIALISATION_FAILURE ->
          throw new SQLException("simulated: could not serialize access", "40001");
      case CONNECTION_LOST -> {
        restart();
        throw new SQLException("simulated: terminating connection", "57P01");
      }
    }
  }

  private void after(boolean commit) throws SQLException {
    if (operations == breaksAt && breakage == Breakage.CRASH_AFTER) {
      breaksAt = Integer.MAX_VALUE;
      throw new SimulatedCrash();
    }
    if (commit && ++commits == breaksAt && breakage == Breakage.ACKNOWLEDGEMENT_LOST) {
      restart();
      throw new SQLException("simulated: connection failure", "08006");
    }
  }
}
