// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.DevelopmentScene;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettledJob;
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
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.OwnerOnly;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.SessionTerms;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;

/**
 * Deployed contracts with one attested node that settles, and one funded client that signs orders.
 */
public final class Market implements AutoCloseable {
  public static final BigInteger TOKEN = BigInteger.TEN.pow(18);
  private static final int LIFETIME_SECONDS = 500;
  private static final PolicyId POLICY = new PolicyId(1);

  private final TestNode node;
  private final Path folder;
  private final Chain chain;
  private final Deployment deployment;
  private final KeySigner enclave = DevelopmentScene.ENCLAVE;
  private final Bytes32 clientSecret = Bytes32.of(new BigInteger(255, new SecureRandom()));
  private final KeySigner clientKey = KeySigner.ofKey(clientSecret);
  private final Sender operator;
  private final NodeId nodeId;
  private final long attestedUntil;

  public Market(Path folder) {
    this.folder = folder;
    node = TestNode.start();
    node.mineOnDemand();
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    Sender deployer = sender("deployer", node.newAccount());
    var owner = deployer.address();
    var plan = new DeploymentPlan(Profile.named("local"), Optional.empty(), owner, owner, owner);
    deployment = new Deployer(chain, deployer).deploy("market", plan);
    KeySigner attestor = KeySigner.random(new SecureRandom());
    var governor = new Governor(deployer, new Timelock(chain, deployment.timelock()));
    governor.perform("attestor", registry().governance().addAttestor(attestor.address()));
    governor.perform("policy", registry().governance().publishPolicy(policy()));
    operator = sender("operator", node.newAccount());
    nodeId = staked();
    node.mineEachSecond();
    attestedUntil = attest(attestor);
    node.fund(clientKey.address(), TOKEN);
    fund(sender("client", clientKey));
  }

  public String rpcUrl() {
    return node.rpcUrl().toString();
  }

  public Deployment deployment() {
    return deployment;
  }

  /** The client's private key, for programs that know no keystores; worth nothing anywhere. */
  public Path clientKeyFile() throws IOException {
    Path file = folder.resolve("client.key");
    OwnerOnly.create(file, clientSecret.toString().getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  public KeySigner clientKey() {
    return clientKey;
  }

  /** Another account with ether and no tokens. */
  public KeySigner newAccount() {
    return node.newAccount();
  }

  public KeySigner enclave() {
    return enclave;
  }

  public long attestedUntil() {
    return attestedUntil;
  }

  public Chain chain() {
    return chain;
  }

  public SettlementContract settlement() {
    return new SettlementContract(chain, deployment.settlement());
  }

  /** Terms of a signed order: nonces from 2⁶³ on, in any order. */
  public JobTerms jobOrder(int place) {
    return new JobTerms(
        clientKey.address(),
        nodeId,
        enclave.address(),
        BigInteger.valueOf(1_000),
        BigInteger.valueOf(7),
        attestedUntil - 1,
        Bytes32.ZERO,
        Long.MIN_VALUE + place);
  }

  /** An order that its client signed and somebody else had opened. */
  public JobTerms openedJob(int place) {
    JobTerms terms = jobOrder(place);
    var signature = clientKey.sign(terms.digest(deployment.settlementDomain())).bytes65();
    operator.submit("open-" + place, settlement().openFor(terms, signature));
    return terms;
  }

  public SessionTerms sessionOrder(int place) {
    return new SessionTerms(
        clientKey.address(),
        nodeId,
        POLICY,
        BigInteger.valueOf(7),
        BigInteger.valueOf(5_000),
        attestedUntil - 1,
        1,
        Long.MIN_VALUE + place);
  }

  public Receipt receipt(JobTerms terms) {
    long now = chain.head().time();
    var id = terms.id(deployment.settlementDomain());
    return new Receipt(id, 100, now - 2, now - 1, now, Bytes32.ZERO);
  }

  public void settle(JobTerms terms, Receipt receipt) {
    var signature = enclave.sign(ReceiptBatch.of(receipt).digest(deployment.settlementDomain()));
    operator.submit(
        "settle-" + receipt.jobId(),
        settlement().settle(List.of(new SettledJob(terms, receipt)), signature));
  }

  @Override
  public void close() {
    chain.close();
    node.close();
  }

  private Registry registry() {
    return new Registry(chain, deployment.nodeRegistry());
  }

  private Token token() {
    return new Token(chain, deployment.token());
  }

  private NodeId staked() {
    var self = operator.address();
    operator.submit("mint", token().mint(self, TOKEN));
    operator.submit("approve", token().approve(deployment.nodeRegistry(), TOKEN));
    NodeId id = registry().registered(operator.submit("register", registry().register(self)));
    operator.submit("stake", registry().stake(id, self, TOKEN));
    return id;
  }

  private long attest(KeySigner attestor) {
    long now = chain.head().time();
    var verdict =
        new Verdict(
            nodeId,
            operator.address(),
            enclave.address(),
            Bytes32.ZERO,
            POLICY,
            Tee.DEVELOPMENT,
            TcbStatus.ofCode(1),
            Bytes32.ZERO,
            now,
            now + LIFETIME_SECONDS);
    var signature = attestor.sign(verdict.digest(deployment.registryDomain()));
    operator.submit("attest", registry().attest(verdict, List.of(signature)));
    return verdict.validUntil();
  }

  private void fund(Sender client) {
    client.submit("mint", token().mint(client.address(), TOKEN));
    client.submit("approve", token().approve(deployment.settlement(), TOKEN));
    client.submit("deposit", settlement().deposit(client.address(), TOKEN));
  }

  private static PolicyTerms policy() {
    int tees = 1 << Tee.DEVELOPMENT.code();
    return new PolicyTerms(TOKEN, LIFETIME_SECONDS, tees, 1, 1, 100, Bytes32.of(BigInteger.ONE));
  }

  /** A sender with a journal of its own under that name. */
  public Sender sender(String name, KeySigner key) {
    var store = JournalStore.open(folder.resolve(name));
    var terms = SendingTerms.standard(Finality.parse("depth:1"));
    return new Sender(chain, key, store, terms, Clock.systemUTC(), Pause.sleeping());
  }
}
