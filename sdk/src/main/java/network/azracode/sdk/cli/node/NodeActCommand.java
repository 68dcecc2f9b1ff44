// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Something that a key does about one node, in a transaction that is final when it is told. */
abstract class NodeActCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      required = true,
      description = "Number of the node.")
  private long node;

  @Mixin private final SendingOptions options = new SendingOptions();

  /**
   * What was done.
   *
   * @param amount token base units, as a decimal string; absent where none is named
   * @param releaseAt first second at which unbonding stake can be withdrawn, Unix time; absent
   *     unless that has changed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      NodeId nodeId,
      @Nullable String amount,
      @Nullable Long releaseAt,
      Bytes32 transactionHash,
      long block) {
    static Answer of(NodeId nodeId, @Nullable String amount, @Nullable Long releaseAt, Sent sent) {
      return new Answer(nodeId, amount, releaseAt, sent.transactionHash(), sent.block());
    }
  }

  /** What is told of it. */
  record Done(Answer answer, String text) {}

  abstract Done act(NodeId nodeId, Sending sending);

  /** Returns when it is time to act: at once, unless there is something to wait for. */
  void await(NodeId nodeId, Contracts contracts, Progress progress) {}

  @Override
  public final void run() {
    NodeId nodeId = NodeIds.of(node);
    Progress progress = Azra.progressOf(spec);
    try (Sending sending = options.open(spec, contracts -> await(nodeId, contracts, progress))) {
      Done done = act(nodeId, sending);
      Azra.outputOf(spec).print(done.answer(), done::text);
    }
  }
}
