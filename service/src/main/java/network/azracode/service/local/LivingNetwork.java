// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.local.AnvilOptions;
import network.azracode.sdk.ledger.local.AnvilProcess;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;

/**
 * Main class of {@code mvn spring-boot:run}: everything on one machine, until stopped. What it made
 * stays in {@code .azra}, and the next start goes on from there.
 */
public final class LivingNetwork {
  private static final int CHAIN_PORT = 8545;
  private static final int OPERATORS = 3;
  private static final int CLIENTS = 2;

  private final Parts parts;
  private final LocalFolder folder;
  private final LocalKeys keys;
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  private LivingNetwork(Parts parts, LocalFolder folder, PrintStream out) throws IOException {
    this.parts = parts;
    this.folder = folder;
    this.out = out;
    this.keys = new LocalKeys(folder.keys(), random);
  }

  public static void main(String[] args) throws Exception {
    LocalService.quietUntilStarted();
    StopSignal stop = StopSignal.install();
    int status = 0;
    try (var parts = new Parts()) {
      LocalFolder folder = LocalFolder.open(Path.of(".azra"));
      parts.add(LocalLock.take(folder.lock()));
      new LivingNetwork(parts, folder, System.out).start(args);
      stop.await();
    } catch (AzraException e) {
      System.err.println(e.code() + ": " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  private void start(String[] args) throws IOException, InterruptedException {
    LocalDatabase database = parts.add(LocalDatabase.start(folder.postgres()));
    AnvilProcess anvil =
        parts.add(AnvilProcess.start(AnvilOptions.kept(folder.chain(), CHAIN_PORT)));
    Chain chain = parts.add(Chain.connect(anvil.rpcUrl(), AnvilOptions.CHAIN_ID));
    Finality finality = new Finality.Tag();
    var purse = new Purse(anvil, chain, SendingTerms.standard(finality), clock);
    LocalSteward steward = steward(chain, purse);
    Deployment deployment = steward.deployment(folder.deployment());
    steward.appoint(deployment, keys.signer(LocalService.ATTESTOR).address());
    DevelopmentTee tee = DevelopmentTee.open(folder.development(), clock, random);
    byte[] document = LocalPolicy.yaml(tee);
    PolicyId policy = steward.policy(deployment, document, folder.policies());
    LocalService service =
        parts.add(LocalService.start(folder, database, keys, anvil.rpcUrl(), args));
    announce(service, anvil.rpcUrl());
    ServiceHttp http = parts.add(new ServiceHttp(service.base()));
    populate(new Network(deployment, chain, finality, http), purse, policy, Keccak.hash(document));
  }

  private LocalSteward steward(Chain chain, Purse purse) throws IOException {
    var journal = parts.add(Purse.journal(folder.actor("deployer")));
    Sender deployer = purse.sender(keys.signer("deployer"), journal);
    return new LocalSteward(chain, deployer, LocalSteward.PROFILE);
  }

  private void populate(Network network, Purse purse, PolicyId policy, Bytes32 accepted)
      throws IOException, InterruptedException {
    for (int i = 1; i <= OPERATORS; i++) {
      String name = "operator-" + i;
      OperatorActor operator =
          parts.add(new OperatorActor(name, i, folder, keys, purse, network, policy, clock));
      out.printf("%s runs node %s at %s%n", name, operator.nodeId(), operator.endpoint());
    }
    for (int i = 1; i <= CLIENTS; i++) {
      String name = "client-" + i;
      parts.add(new ClientActor(name, folder, keys, purse, network, accepted, out, clock, random));
    }
  }

  private void announce(LocalService service, URI rpcUrl) {
    out.printf(
        """
        AzraCode lives, with 1 of 1 attestor.
          history  %1$s/
          API      %1$s/api/v1
          docs     %1$s/swagger-ui/index.html
          health   %2$s/actuator/health
          chain    %3$s
          data     %4$s
        """,
        service.base(), service.management(), rpcUrl, folder.root());
  }
}
