// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;

/** Everything on one machine, once it runs: chain, database, service, operators and clients. */
record LocalNetwork(Network network, LocalChain local, LocalDatabase database) {

  /**
   * Starts it in this order, each on top of what is before. Whatever was started is among {@code
   * parts}, also when this fails.
   *
   * @param stop is told of a process that ends under it
   */
  static LocalNetwork start(
      LocalFolder folder,
      LocalOptions options,
      JobTally tally,
      Parts parts,
      StopSignal stop,
      PrintStream out,
      Clock clock,
      SecureRandom random)
      throws IOException, InterruptedException {
    LocalChain local = chain(folder, options, parts, out, clock, random);
    local.anvil().ended().thenRun(() -> stop.end(Ending.Failed.lost("the chain node")));
    var keys = new LocalKeys(folder.keys(), random);
    local.appoint(keys.signer(LocalService.ATTESTOR).address());
    local.purse().fund(keys.signer(LocalService.SENDER).address());
    DevelopmentTee tee = DevelopmentTee.open(folder.development(), clock, random);
    byte[] document = LocalPolicy.yaml(tee);
    PolicyId policy = local.policy(document, folder.policies());
    LocalDatabase database = parts.add(LocalDatabase.start(folder.postgres()));
    database.ended().thenRun(() -> stop.end(Ending.Failed.lost("PostgreSQL")));
    URI rpcUrl = local.anvil().rpcUrl();
    LocalService service =
        parts.add(LocalService.start(folder, database, keys, rpcUrl, options.serviceArguments()));
    announce(service, rpcUrl, folder, out);
    ServiceHttp http = parts.add(new ServiceHttp(service.base()));
    var network = new Network(local.deployment(), local.chain(), new Finality.Tag(), http);
    var population =
        new Population(folder, keys, local.purse(), network, parts, stop, out, clock, random);
    var ground =
        new NodeGround(rpcUrl, service.base(), folder.deployment(), folder.development(), policy);
    population.operators(ground, options.exitAfterJobs().isPresent());
    population.clients(Keccak.hash(document), tally);
    return new LocalNetwork(network, local, database);
  }

  /** A folder whose chain is lost is moved aside: what else is in it speaks of that chain. */
  private static LocalChain chain(
      LocalFolder folder,
      LocalOptions options,
      Parts parts,
      PrintStream out,
      Clock clock,
      SecureRandom random)
      throws IOException {
    try (var tried = new Parts()) {
      LocalChain chain = LocalChain.start(folder, options.chainPort(), tried, clock, random);
      tried.handOver(parts);
      return chain;
    } catch (AzraException e) {
      if (!e.code().equals(LocalChain.UNUSABLE)) {
        throw e;
      }
      out.printf("%s; moved to %s, begun anew%n", e.getMessage(), Aside.move(folder.root()));
      parts.add(LocalLock.take(LocalFolder.open(folder.root()).lock()));
      return LocalChain.start(folder, options.chainPort(), parts, clock, random);
    }
  }

  private static void announce(
      LocalService service, URI rpcUrl, LocalFolder folder, PrintStream out) {
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
