// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of blocks and places of logs that are none. */
@DisplayName("H-78 S06 an odd number leads to a code, and never to a row")
class OddNumbersTest extends FollowedProvider {
  private static final int BLOCKS = 8;
  private static final int LOOKS = 3;
  private static final String SECOND_POWER_256 = "\"0x1" + "0".repeat(64) + "\"";

  OddNumbersTest() {
    super(LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(3, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Depth(3), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  /** {@code $1} stands for the digits of the right one. */
  static Stream<Arguments> oddNumbers() {
    return Stream.of("number", "blockNumber", "logIndex")
        .flatMap(field ->
            Stream.of(SECOND_POWER_256, "-1", "\"-0x$1\"", "\"0x+$1\"", "\"$1\"", "null")
                .map(odd -> Arguments.of(field, odd)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("oddNumbers")
  void anOddNumberIsNoRow(String field, String odd) throws SQLException {
    node.says(request ->
        Answer.of(
            node.honestly(request)
                .replaceAll(
                    "\"%s\":\"0x([0-9a-f]+)\"".formatted(field),
                    "\"%s\":%s".formatted(field, odd))));
    for (int looks = 0; looks < LOOKS; looks++) {
      follower.look();
    }
    assertThat(follower.toString()).contains("rpc.malformed");
    Map<String, String> tables = followed.digests();
    tables.remove("blocks");
    assertThat(tables.values()).isNotEmpty().allMatch(digest -> digest.startsWith("0 "));
    assertThat(blocks()).isLessThan(BLOCKS);
  }
}
