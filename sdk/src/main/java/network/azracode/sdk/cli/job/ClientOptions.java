// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.PolicyOptions;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.CheckedNode;
import network.azracode.sdk.client.Client;
import network.azracode.sdk.client.NodeCheck;
import network.azracode.sdk.ledger.ChainTime;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.sealing.SealingKeyPair;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** Who buys, from whom, under which policies. */
final class ClientOptions {
  /** More is no delay of blocks, or of a network. */
  private static final Duration ODD = Duration.ofMinutes(2);

  private final InstantSource clock = InstantSource.system();
  private InstantSource time = clock;

  @Mixin private final SendingOptions sending = new SendingOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();
  @Mixin private final PolicyOptions policies = new PolicyOptions();
  @Mixin private final ResultKeyOptions resultKey = new ResultKeyOptions();

  SendingOptions sending() {
    return sending;
  }

  ServiceOptions service() {
    return service;
  }

  InstantSource clock() {
    return clock;
  }

  /** By which the contracts go, as far as a check has told. */
  InstantSource time() {
    return time;
  }

  long nowSeconds() {
    return time.instant().getEpochSecond();
  }

  ResultKeyOptions resultKey() {
    return resultKey;
  }

  SealingKeyPair resultKeys(CommandSpec command, Sending open) {
    return resultKey.keys(command, open.key(), open.contracts().deployment());
  }

  Client client(Network network, Sending open, SealingKeyPair keys) {
    return new Client(network, open.key(), open.sender(), keys, time, new SecureRandom());
  }

  /**
   * Fetches the node's evidence and verifies it here.
   *
   * @throws AzraException as {@link NodeCheck#check}
   */
  CheckedNode check(CommandSpec command, Network network, NodeId id) {
    var accepted = policies.accepted(Azra.homeOf(command));
    var progress = Azra.progressOf(command);
    ChainTime chainTime = new ChainTime(network.chain(), clock);
    time = chainTime;
    if (chainTime.ahead().abs().compareTo(ODD) > 0) {
      progress.say(
          "this machine's clock and the chain's newest block are %d seconds apart: is it right?"
              .formatted(chainTime.ahead().abs().toSeconds()));
    }
    progress.say("node %s: verifying its evidence".formatted(id));
    CheckedNode node = new NodeCheck(network, accepted, chainTime).check(id);
    progress.say(
        "node %s: proven, %s %s%s"
            .formatted(
                id,
                node.evidence().tee(),
                node.evidence().tcbStatus(),
                node.evidence().tee() == Tee.DEVELOPMENT
                    ? " (which proves nothing about hardware)"
                    : ""));
    return node;
  }
}
