// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.enclave.EnclaveChild;
import network.azracode.sdk.node.Attestation;
import network.azracode.sdk.node.AttestationApi;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What run does by itself, once, to see whether it will. */
@Command(
    name = "attest",
    description = {
      "Start an enclave, have its evidence appraised, put the verdict on chain, and end the enclave.",
      "Shows whether this machine will be accepted; azra node run attests anew, with a key of its"
          + " own. Refused while the node runs on that folder: it renews by itself."
    })
final class AttestCommand implements Runnable {
  private static final Duration ENCLAVE_TIMEOUT = Duration.ofSeconds(60);

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final NodeOptions options = new NodeOptions();

  record Answer(
      NodeId nodeId,
      PolicyId policy,
      Tee tee,
      TcbStatus tcbStatus,
      Address signer,
      Bytes32 evidenceHash,
      long validUntil) {
    static Answer of(Verdict verdict) {
      return new Answer(
          verdict.nodeId(),
          verdict.policy(),
          verdict.tee(),
          verdict.tcbStatus(),
          verdict.signer(),
          verdict.evidenceHash(),
          verdict.validUntil());
    }

    String text() {
      return "node %s: attested under policy %s as %s, %s, until %s; evidence %s"
          .formatted(
              nodeId, policy, tee, tcbStatus, Instant.ofEpochSecond(validUntil), evidenceHash);
    }
  }

  @Override
  public void run() {
    Clock clock = Clock.systemUTC();
    try (NodeOptions.Ground ground = options.open(spec, clock, new SecureRandom())) {
      Azra.progressOf(spec).say("starting an enclave");
      try (EnclaveChild enclave = EnclaveChild.start(ground.environment(), ENCLAVE_TIMEOUT)) {
        Azra.progressOf(spec).say("having its evidence appraised");
        Answer answer = Answer.of(attestation(ground, clock).attest(enclave).verdict());
        Azra.outputOf(spec).print(answer, answer::text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Attestation attestation(NodeOptions.Ground ground, Clock clock) {
    var network = ground.network();
    return new Attestation(
        ground.nodeId(),
        ground.settings().policy(),
        network.deployment(),
        ground.keys(),
        network.registry(),
        new AttestationApi(network.service(), network.deployment().registryDomain()),
        ground.hot(),
        clock);
  }
}
