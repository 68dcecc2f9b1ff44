// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.leader.Leadership;
import network.azracode.service.testing.MigratedDatabase;

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
        answers.println(backfill(MigratedDatabase.at(url), deployment, rpc));
      }
    }
  }

  /** By an elected leader, whose token the database asks for with each transaction. */
  private static String backfill(MigratedDatabase database, Deployment deployment, URI rpc)
      throws InterruptedException {
    var properties =
        FollowedLedger.properties(rpc, "finalized", DeepReorganisation.HALT, LogProof.BLOOM);
    try (var leadership = new Leadership(database.dataSource())) {
      leadership.start();
      while (leadership.token().isEmpty()) {
        Thread.sleep(10);
      }
      try (var ledger = new FollowedLedger(database, deployment, properties, leadership)) {
        long start = System.nanoTime();
        ledger.catchUp();
        double seconds = (System.nanoTime() - start) / 1e9;
        return "%d %.4f %d"
            .formatted(ledger.count("azra.chain.logs"), seconds, ledger.count("azra.rpc.requests"));
      }
    }
  }
}
