// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.sdk.testnode.TestNode;

/** Real contracts on a real chain, one attested node, and a client with money in escrow. */
final class Market implements AutoCloseable {
  static final BigInteger UNIT_PRICE = BigInteger.TEN;
  private static final BigInteger STAKE = BigInteger.TEN.pow(20);
  private static final int LIFETIME_SECONDS = 600;
  private static final long NO_END = (1L << 40) - 1;

  final KeySigner enclave = KeySigner.random(new SecureRandom());
  final SettlementContract settlement;
  final Domain domain;
  final Chain chain;
  final NodeId nodeId;
  private final KeySigner attestor = KeySigner.random(new SecureRandom());
  private final TestNode testNode = TestNode.start();
  private final Path folder;
  private final Registry registry;
  private final Token token;
  private final Deployment deployment;
  private final Sender client;
  private long nonce;

  /**
   * @param folder of journals
   */
  Market(Path folder) {
    this.folder = folder;
    testNode.mineOnDemand();
    chain = Chain.connect(testNode.rpcUrl(), testNode.chainId());
    Sender deployer = sender("deployer");
    deployment = deploy(deployer);
    domain = deployment.settlementDomain();
    registry = new Registry(chain, deployment.nodeRegistry());
    settlement = new SettlementContract(chain, deployment.settlement());
    token = new Token(chain, deployment.token());
    var governor = new Governor(deployer, new Timelock(chain, deployment.timelock()));
    governor.perform("attestor", registry.governance().addAttestor(attestor.address()));
    var policy =
        new PolicyTerms(
            STAKE,
            LIFETIME_SECONDS,
            1 << Tee.DEVELOPMENT.code(),
            60,
            5,
            0,
            Bytes32.of(BigInteger.ONE));
    governor.perform("policy", registry.governance().publishPolicy(policy));
    testNode.mineEachSecond();
    nodeId = enrol();
    client = fund();
  }

  private Deployment deploy(Sender deployer) {
    var address = deployer.address();
    var plan =
        new DeploymentPlan(Profile.named("local"), Optional.empty(), address, address, address);
    return new Deployer(chain, deployer).deploy("local", plan);
  }

  private NodeId enrol() {
    KeySigner key = testNode.newAccount();
    Sender operator = sender("operator", key);
    operator.submit("mint", token.mint(key.address(), STAKE));
    NodeId id = registry.registered(operator.submit("register", registry.register(key.address())));
    var permit = token.permit(key, deployment.nodeRegistry(), STAKE, NO_END);
    operator.submit("stake", registry.stake(id, key.address(), STAKE, permit));
    long now = chain.head().time();
    var verdict =
        new Verdict(
            id,
            key.address(),
            enclave.address(),
            Bytes32.ZERO,
            new PolicyId(1),
            Tee.DEVELOPMENT,
            TcbStatus.ofCode(1),
            Bytes32.ZERO,
            now,
            now + LIFETIME_SECONDS);
    var signature = attestor.sign(verdict.digest(deployment.registryDomain()));
    operator.submit("attest", registry.attest(verdict, List.of(signature)));
    return id;
  }

  private Sender fund() {
    KeySigner key = testNode.newAccount();
    Sender sender = sender("client", key);
    sender.submit("mint", token.mint(key.address(), STAKE));
    var permit = token.permit(key, deployment.settlement(), STAKE, NO_END);
    sender.submit("deposit", settlement.deposit(key.address(), STAKE, permit));
    return sender;
  }

  /** Terms of a job for the node, not yet open; each of its own. */
  JobTerms terms(long units, long seconds) {
    return new JobTerms(
        client.address(),
        nodeId,
        enclave.address(),
        UNIT_PRICE.multiply(BigInteger.valueOf(units)),
        UNIT_PRICE,
        chain.head().time() + seconds,
        Bytes32.ZERO,
        nonce++);
  }

  /** Opens the job; returns the block. */
  long open(JobTerms terms) {
    return client.submit("open-" + terms.nonce(), settlement.open(terms)).block();
  }

  /** A receipt for all that the job pays, and the signature over it alone. */
  FinishedJob finish(JobTerms terms) {
    long now = chain.head().time();
    long units = terms.maxPrice().divide(UNIT_PRICE).longValueExact();
    var receipt = new Receipt(terms.id(domain), units, now, now, now, Bytes32.ZERO);
    var signature = enclave.sign(ReceiptBatch.of(receipt).digest(domain));
    return new FinishedJob(terms, new Outcome(receipt, signature, new byte[] {1}));
  }

  /** A new account with gas. */
  Sender sender(String name) {
    return sender(name, testNode.newAccount());
  }

  /** One whose every first look finds nothing included yet. */
  Sender impatientSender(String name) {
    var standard = SendingTerms.standard(Finality.parse("depth:1"));
    var terms =
        new SendingTerms(
            standard.fees(),
            standard.finality(),
            standard.poll(),
            standard.raiseAfter(),
            Duration.ZERO);
    return sender(name, testNode.newAccount(), terms);
  }

  /** A new account with gas, whose transactions somebody else signs. */
  KeySigner newAccount() {
    return testNode.newAccount();
  }

  Sender sender(String name, Signer key) {
    return sender(name, key, SendingTerms.standard(Finality.parse("depth:1")));
  }

  private Sender sender(String name, Signer key, SendingTerms terms) {
    JournalStore store = JournalStore.open(folder.resolve(name));
    return new Sender(chain, key, store, terms, Clock.systemUTC(), Pause.sleeping());
  }

  @Override
  public void close() {
    chain.close();
    testNode.close();
  }
}
