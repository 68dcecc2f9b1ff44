// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.net.URI;
import java.nio.file.Path;
import network.azracode.sdk.cli.Unreadable;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import picocli.CommandLine.Option;

/** Which contracts, on which chain. */
public final class ChainOptions {
  @Option(
      names = {"--rpc", "--rpc-url"},
      paramLabel = "URL",
      defaultValue = "${env:" + Variables.RPC_URL + ":-http://127.0.0.1:8545}",
      description =
          "JSON-RPC of the chain's node (default: AZRA_RPC_URL, else http://127.0.0.1:8545).")
  @SuppressWarnings("NullAway.Init") // has a default
  private URI rpcUrl;

  @Option(
      names = "--deployment",
      paramLabel = "FILE",
      defaultValue = "${env:" + Variables.DEPLOYMENT + ":-deployment.json}",
      description = "Names chain and contracts (default: AZRA_DEPLOYMENT, else deployment.json).")
  @SuppressWarnings("NullAway.Init") // has a default
  private Path file;

  @Option(
      names = "--finality",
      defaultValue = "finalized",
      description =
          "When a block can be relied on: finalized, depth:<blocks> or immediate"
              + " (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String finality;

  /**
   * Connects to the chain that the deployment names.
   *
   * @throws AzraException {@code deployment.unreadable}, {@code chain.id}, {@code chain.genesis},
   *     {@code chain.unreachable}
   */
  public Contracts connect() {
    Deployment deployment = deployment();
    Finality rule = Finality.parse(finality);
    Chain chain = Chain.connect(rpcUrl, deployment.chainId());
    try {
      requireGenesis(deployment.genesisHash(), chain.block(0).hash());
      return new Contracts(deployment, chain, rule);
    } catch (RuntimeException e) {
      chain.close();
      throw e;
    }
  }

  private Deployment deployment() {
    try {
      return Deployment.read(file);
    } catch (AzraException e) {
      throw new Unreadable(e);
    }
  }

  /** A chain that was begun anew has the same id, and none of our contracts. */
  private static void requireGenesis(Bytes32 expected, Bytes32 found) {
    if (!expected.equals(found)) {
      throw new AzraException(
          "chain.genesis", "genesis hash: expected %s, found %s".formatted(expected, found));
    }
  }
}
