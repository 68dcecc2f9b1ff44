// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.math.BigInteger;
import network.azracode.sdk.enclave.AttestingEnvironment;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.node.Enrolment;
import network.azracode.sdk.node.JobBook;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.NodeCertificate;
import network.azracode.sdk.node.NodeDaemon;
import network.azracode.sdk.node.NodeKeys;
import network.azracode.sdk.node.NodeSettings;
import network.azracode.sdk.node.SelfSigned;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;

/** One real node on a stage: enrolled, staked, with an enclave process, attesting by itself. */
record StageNode(NodeId nodeId, KeySigner operator) {
  static final BigInteger UNIT_PRICE = Amounts.thousandths(1);
  private static final BigInteger STAKE = Amounts.tokens(1_500);

  static StageNode start(Stage stage) throws IOException, InterruptedException {
    KeySigner operator = stage.newcomer(STAKE);
    NodeId nodeId =
        new Enrolment(
                stage.network, stage.sender(operator, "operator-" + operator.address()), operator)
            .enrol(operator.address(), STAKE);
    stage.add(daemon(stage, nodeId, operator));
    stage.await(
        "node " + nodeId + " is attested",
        () -> stage.network.registry().latest().admission(nodeId).until() > 0);
    return new StageNode(nodeId, operator);
  }

  private static NodeDaemon daemon(Stage stage, NodeId nodeId, KeySigner operator)
      throws IOException {
    KeySigner hot = stage.newcomer(BigInteger.ZERO);
    NodeCertificate certificate =
        SelfSigned.in(stage.folder.resolve("tls-" + nodeId), stage.clock, stage.random);
    var settings =
        new NodeSettings(
            stage.policy,
            UNIT_PRICE,
            5,
            Limits.MAX_UNITS,
            64 << 10,
            BigInteger.ONE,
            JobBook.STANDARD_AGE,
            NodeSettings.STANDARD_DRAINING,
            Listening.onLoopback(certificate));
    return new NodeDaemon(
        nodeId,
        settings,
        new NodeKeys(operator, hot),
        stage.network,
        stage.sender(hot, "hot-" + hot.address()),
        stage.folder.resolve("node-" + nodeId),
        new AttestingEnvironment.Development(stage.development()),
        stage.clock);
  }
}
