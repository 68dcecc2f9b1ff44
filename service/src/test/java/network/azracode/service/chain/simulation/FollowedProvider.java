// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** A provider that a test scripts, followed over HTTP into real tables, beside a naive replay. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FollowedProvider {
  private static final int POLL_MILLIS = 500;

  SimulatedTables followed;
  SimulatedTables expected;
  ScriptedNode node;
  SimulatedFollower follower;

  private final int mostLooks;
  private Quiet quiet;

  /**
   * @param mostLooks within which the follower has to reach the head
   */
  FollowedProvider(int mostLooks) {
    this.mostLooks = mostLooks;
  }

  @BeforeAll
  void start() {
    followed = new SimulatedTables();
    expected = new SimulatedTables();
    quiet = new Quiet();
  }

  @AfterAll
  void stop() throws SQLException {
    quiet.close();
    followed.close();
    expected.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    followed.empty();
    expected.empty();
    node = scripted();
    follower = following();
  }

  /** The provider that a test begins with. */
  abstract ScriptedNode scripted();

  /** What follows it then. */
  abstract SimulatedFollower following();

  @AfterEach
  void end() {
    follower.close();
    node.close();
  }

  /** Over {@link #node} alone, beside witnesses where there are any. */
  final SimulatedFollower follower(
      Finality finality, DeepReorganisation deep, LogProof proof, URI... witnesses) {
    return follower(
        node,
        new ChainProperties(
            List.of(node.url()), false, finality, deep, proof, List.of(witnesses), POLL_MILLIS));
  }

  final SimulatedFollower follower(ScriptedNode first, ChainProperties properties) {
    return SimulatedFollower.overHttp(
        new FaultyDataSource(followed.connection()), first.deployment(), properties);
  }

  final void assertTheTablesEndAsTheChain() throws SQLException {
    var head = node.chain().canonical().getLast().self();
    for (int looks = 0; looks < mostLooks && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
    expected.empty();
    new NaiveProjector(expected.connection(), 1).write(node.chain().canonical());
    assertThat(followed.digests()).isEqualTo(expected.digests());
  }

  /** How many blocks the tables hold. */
  final long blocks() throws SQLException {
    return Long.parseLong(followed.digests().getOrDefault("blocks", "0 ").split(" ")[0]);
  }

  static boolean asksFor(JsonNode request, String method) {
    return !request.isArray() && request.get("method").asString().equals(method);
  }
}
