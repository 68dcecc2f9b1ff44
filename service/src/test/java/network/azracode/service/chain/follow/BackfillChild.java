// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.testing.MigratedDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a benchmark measures: each line of input is the URL of a migrated database, which the
 * production follower fills up to the head; the answer is {@code events seconds requests}.
 */
public final class BackfillChild {
  private BackfillChild() {}

  /**
   * @param arguments RPC URL, path of deployment.json
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // whatever logs, must not answer
    URI rpc = URI.create(arguments[0]);
    Deployment deployment = Deployment.read(Path.of(arguments[1]));
    try (var input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String url = input.readLine(); url != null; url = input.readLine()) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(2);
        var database = new MigratedDatabase(url, pool, JdbcClient.create(pool));
        database.jdbc().sql("SELECT 1").query(Long.class).single();
        long start = System.nanoTime();
        try (pool;
            var ledger =
                new FollowedLedger(
                    database, deployment, rpc, "finalized", DeepReorganisation.HALT)) {
          ledger.catchUp();
          double seconds = (System.nanoTime() - start) / 1e9;
          answers.printf(
              "%d %.4f %d%n",
              ledger.count("azra.chain.logs"), seconds, ledger.count("azra.rpc.requests"));
        }
      }
    }
  }
}
