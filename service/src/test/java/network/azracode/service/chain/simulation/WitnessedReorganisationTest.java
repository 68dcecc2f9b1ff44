// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node that tells of another branch, and a witness that says something else of it. */
@DisplayName("H-19 what the witness does not leave, too, stays")
class WitnessedReorganisationTest extends FollowedProvider {
  private static final int SEED = 9;
  private static final int BLOCKS = 40;
  private static final int MOST_LOOKS = 30;
  private static final int LOOKS = 20;

  private ScriptedNode witness;
  private ScriptedNode branch;

  WitnessedReorganisationTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(SEED, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return following(DeepReorganisation.HALT);
  }

  private SimulatedFollower following(DeepReorganisation deep, URI... witnesses) {
    return follower(new Finality.Depth(15), deep, LogProof.BLOOM, witnesses);
  }

  @BeforeEach
  void standAtTheHead() throws SQLException {
    witness = node.another();
    branch = new ScriptedNode(SEED, BLOCKS);
    follower.close();
    follower = following(DeepReorganisation.HALT, witness.url());
    assertTheTablesEndAsTheChain();
  }

  @AfterEach
  void endWitness() {
    witness.close();
    branch.close();
  }

  @Test
  void aWitnessThatIsNotThereYetIsWaitedFor() throws SQLException {
    tellsOfABranch(10);
    try (ScriptedNode behind = new ScriptedNode(SEED, BLOCKS - 10)) {
      witness.says(request -> Answer.of(behind.honestly(request)));
      assertNothingIsLeft();
    }
    assertBothTurnHonest();
  }

  @Test
  void aWitnessWhoseBranchPartsFromUsHigherUpDisagrees() throws SQLException {
    tellsOfABranch(10);
    try (ScriptedNode shallow = new ScriptedNode(SEED, BLOCKS)) {
      replace(shallow, 2);
      witness.says(request -> Answer.of(shallow.honestly(request)));
      assertNothingIsLeft();
      assertThat(follower.toString()).contains("chain.disagreement");
      assertThat(follower.refusals("chain.disagreement")).isPositive();
    }
    assertBothTurnHonest();
  }

  @Test
  void aWitnessWhoseBranchPartsFromUsDeeperDownDisagrees() throws SQLException {
    tellsOfABranch(3);
    try (ScriptedNode deep = new ScriptedNode(SEED, BLOCKS)) {
      replace(deep, 8);
      witness.says(request -> Answer.of(deep.honestly(request)));
      assertNothingIsLeft();
      assertThat(follower.toString()).contains("chain.disagreement");
    }
    assertBothTurnHonest();
  }

  @Test
  void finalBlocksAreHealedAwayByTwoAndNotByOne() throws SQLException {
    follower.close();
    follower = following(DeepReorganisation.HEAL, witness.url());
    tellsOfABranch(25);
    try (ScriptedNode behind = new ScriptedNode(SEED, BLOCKS - 30)) {
      witness.says(request -> Answer.of(behind.honestly(request)));
      assertNothingIsLeft();
    }
    assertThat(followed.deepReorganisations()).isZero();
    node.chain().cutTo(BLOCKS - 25);
    node.chain().extend(30);
    assertBothTurnHonest();
    assertThat(followed.deepReorganisations()).isEqualTo(1);
  }

  private void tellsOfABranch(int depth) {
    replace(branch, depth);
    node.says(request -> Answer.of(branch.honestly(request)));
  }

  private static void replace(ScriptedNode of, int depth) {
    of.chain().cutTo(BLOCKS - depth);
    of.chain().extend(depth + 2);
  }

  private void assertNothingIsLeft() throws SQLException {
    Map<String, String> before = followed.digests();
    for (int looks = 0; looks < LOOKS; looks++) {
      follower.look();
    }
    assertThat(followed.digests()).isEqualTo(before);
  }

  private void assertBothTurnHonest() throws SQLException {
    node.says(request -> Answer.honest());
    witness.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }
}
