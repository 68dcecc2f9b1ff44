// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.deployment;

import java.math.BigInteger;
import java.util.stream.LongStream;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import org.web3j.crypto.ContractUtils;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * Deploys with one key: token, timelock, NodeRegistry, Settlement. The registry must know the
 * settlement's address before that exists; it follows from the key and its nonce, so the key must
 * do nothing else meanwhile. Every step is an intent: an interrupted deployment goes on when asked
 * again under the same name over the same store.
 */
public final class Deployer {
  private final Chain chain;
  private final Sender sender;

  public Deployer(Chain chain, Sender sender) {
    this.chain = chain;
    this.sender = sender;
  }

  /**
   * @param name of this deployment, in the ids of its intents
   * @return checked: code and wiring are what they should be
   * @throws AzraException {@code deployment.mismatch}, or whatever the sender throws
   */
  public Deployment deploy(String name, DeploymentPlan plan) {
    Address token =
        plan.token().orElseGet(() -> created(sender.create(name + "/token", InitCode.token())));
    TransactionReceipt timelockReceipt = sender.create(name + "/timelock", InitCode.timelock(plan));
    Address timelock = created(timelockReceipt);
    Address predicted = contractOf(nonceOf(timelock) + 2);
    byte[] registryCode = InitCode.nodeRegistry(plan, timelock, token, predicted);
    Address nodeRegistry = created(sender.create(name + "/node-registry", registryCode));
    Address settlement =
        created(sender.create(name + "/settlement", InitCode.settlement(nodeRegistry)));
    Deployment deployment =
        new Deployment(
            chain.chainId(),
            chain.block(0).hash(),
            timelockReceipt.block(),
            token,
            nodeRegistry,
            settlement,
            timelock);
    new DeploymentCheck(chain, deployment).require(plan);
    return deployment;
  }

  private static Address created(TransactionReceipt receipt) {
    return receipt
        .created()
        .orElseThrow(() ->
            new AzraException(
                "deployment.mismatch",
                "expected a contract from " + receipt.transactionHash() + ", found none"));
  }

  /** Which of the key's nonces made a contract: found again after a restart, so kept nowhere. */
  private long nonceOf(Address contract) {
    long used = chain.transactionCount(sender.address(), DefaultBlockParameterName.LATEST);
    return LongStream.iterate(used - 1, nonce -> nonce >= 0, nonce -> nonce - 1)
        .filter(nonce -> contractOf(nonce).equals(contract))
        .findFirst()
        .orElseThrow(() ->
            new AzraException(
                "deployment.mismatch",
                "expected %s to be created by %s, found it is not"
                    .formatted(contract, sender.address())));
  }

  private Address contractOf(long nonce) {
    return Address.of(
        ContractUtils.generateContractAddress(
            sender.address().toString(), BigInteger.valueOf(nonce)));
  }
}
