// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.deployment.DeploymentCheck;
import network.azracode.sdk.ledger.local.AnvilOptions;
import network.azracode.sdk.ledger.local.AnvilProcess;
import network.azracode.sdk.ledger.local.ChainDumps;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.PolicyId;

/** The local chain with our contracts on it, of this run and of those before. */
record LocalChain(
    AnvilProcess anvil, Chain chain, Purse purse, LocalSteward steward, Deployment deployment) {
  /** Code of a folder whose chain is gone, or is another one than its files tell of. */
  static final String UNUSABLE = "local.unusable";

  /**
   * How far back a chain may come back younger than it was killed: twice the longest time between
   * two dumps, as the newest may turn out broken. Nothing of the actors is final before.
   */
  static final long TWO_DUMPS_BLOCKS = 60;

  private static final Finality AFTER_TWO_DUMPS = new Finality.Depth(TWO_DUMPS_BLOCKS);

  /**
   * Goes on with the chain of the folder, or begins one.
   *
   * @throws AzraException {@code local.unusable}; nothing runs then
   */
  static LocalChain start(
      LocalFolder folder, int port, Parts parts, Clock clock, SecureRandom random)
      throws IOException {
    if (Files.exists(folder.deployment()) && new ChainDumps(folder.chain()).newest().isEmpty()) {
      throw unusable(
          "expected a complete dump of the chain in %s, found none".formatted(folder.chain()));
    }
    AnvilProcess anvil = parts.add(AnvilProcess.start(AnvilOptions.kept(folder.chain(), port)));
    Chain chain = parts.add(Chain.connect(anvil.rpcUrl(), AnvilOptions.CHAIN_ID));
    var purse = new Purse(anvil, chain, SendingTerms.standard(AFTER_TWO_DUMPS), clock);
    var keys = new LocalKeys(folder.keys(), random);
    var journal = parts.add(Purse.journal(folder.actor("deployer")));
    var steward =
        new LocalSteward(
            chain, purse.sender(keys.signer("deployer"), journal), LocalSteward.PROFILE);
    if (Files.notExists(folder.deployment())) {
      Deployment made = steward.deploy();
      // no file may tell of contracts that a kill can take back
      anvil.keep();
      made.write(folder.deployment());
    }
    return new LocalChain(anvil, chain, purse, steward, kept(folder, chain));
  }

  /** Lets one attestor sign alone. */
  void appoint(Address attestor) {
    steward.appoint(deployment, attestor);
  }

  /** The policy with this document, published if it is not yet; its file is in the folder then. */
  PolicyId policy(byte[] document, Path policies) throws IOException {
    return steward.policy(deployment, document, policies);
  }

  private static Deployment kept(LocalFolder folder, Chain chain) {
    try {
      Deployment kept = Deployment.read(folder.deployment());
      new DeploymentCheck(chain, kept).require();
      return kept;
    } catch (AzraException e) {
      if (e.code().startsWith("deployment.")) {
        throw unusable(
            "expected the chain with the contracts that are built here: " + e.getMessage());
      }
      throw e;
    }
  }

  private static AzraException unusable(String message) {
    return new AzraException(UNUSABLE, message);
  }
}
