// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentCheck;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** The contracts, called and read through the typed classes, on a real node. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerJourneyTest {
  private static final BigInteger TOKEN = BigInteger.TEN.pow(18);
  private static final int MAX_LIVES = 200;
  private static final int LIFETIME_SECONDS = 600;
  private static final BigInteger STAKE = TOKEN.multiply(BigInteger.valueOf(100));

  private final KeySigner enclave = KeySigner.random(new SecureRandom());
  private final KeySigner attestor = KeySigner.random(new SecureRandom());

  @TempDir private static Path folder;
  private TestNode node;
  private Chain chain;
  private Sender deployer;
  private DeploymentPlan plan;
  private Deployment deployment;
  private Registry registry;
  private SettlementContract settlement;
  private Token token;

  @BeforeAll
  void deploy() {
    node = TestNode.start();
    chain = Chain.connect(node.rpcUrl(), node.chainId());
    deployer = sender("deployer");
    plan =
        new DeploymentPlan(
            Profile.named("local"),
            Optional.empty(),
            deployer.address(),
            deployer.address(),
            deployer.address());
    deployment = new Deployer(chain, deployer).deploy("test", plan);
    registry = new Registry(chain, deployment.nodeRegistry());
    settlement = new SettlementContract(chain, deployment.settlement());
    token = new Token(chain, deployment.token());
    Governor governor = new Governor(deployer, new Timelock(chain, deployment.timelock()));
    governor.perform("attestor", registry.governance().addAttestor(attestor.address()));
    var published = governor.perform("policy", registry.governance().publishPolicy(policy()));
    assertThat(registry.published(published)).isEqualTo(new PolicyId(1));
  }

  @AfterAll
  void stop() {
    chain.close();
    node.close();
  }

  @Test
  void aJobIsPaidFromRegisterToClaim() {
    Sender operator = sender("operator");
    NodeId nodeId = attestedNode(operator);
    Sender client = sender("client");
    JobTerms terms = fundedTerms(client, nodeId);

    client.submit("open", settlement.open(terms));
    assertThat(settlement.latest().job(terms.id(deployment.settlementDomain())).isOpen()).isTrue();
    assertThat(settlement.latest().jobIdOf(terms))
        .isEqualTo(terms.id(deployment.settlementDomain()));
    operator.submit("settle", settle(terms));

    Earnings earnings = settlement.latest().earnings(nodeId);
    assertThat(earnings.net().add(earnings.fee())).isEqualTo(BigInteger.valueOf(700));
    assertThat(earnings.fee()).isEqualTo(BigInteger.valueOf(7));
    assertThat(earnings.jobs()).isEqualTo(1);
    assertThat(settlement.latest().account(client.address()).free())
        .isEqualTo(TOKEN.subtract(BigInteger.valueOf(700)));
    operator.submit("claim", settlement.claim(nodeId));
    assertThat(token.balanceOf(operator.address())).isEqualTo(BigInteger.valueOf(693));
  }

  @Test
  void stateIsReadAsOfABlock() {
    Sender operator = sender("earlier");
    var receipt = operator.submit("register", registry.register(operator.address()));
    NodeId nodeId = registry.registered(receipt);
    assertThat(registry.at(chain.block(receipt.block() - 1)).nodeCount())
        .isEqualTo(nodeId.value() - 1);
    assertThat(registry.at(chain.block(receipt.block())).nodeCount()).isEqualTo(nodeId.value());
  }

  @Test
  void aPermitReplacesTheAllowance() {
    KeySigner key = node.newAccount();
    Sender operator = sender("permit", key);
    operator.submit("mint", token.mint(key.address(), STAKE));
    NodeId nodeId =
        registry.registered(operator.submit("register", registry.register(key.address())));
    Permit permit = token.permit(key, deployment.nodeRegistry(), STAKE, chain.head().time() + 600);

    operator.submit("stake", registry.stake(nodeId, key.address(), STAKE, permit));

    assertThat(registry.latest().node(nodeId).stake()).isEqualTo(STAKE);
  }

  @Test
  void aReadThatRevertsNamesTheErrorAndItsValues() {
    assertThatThrownBy(() -> registry.latest().node(new NodeId(999)))
        .asInstanceOf(type(ContractReverted.class))
        .satisfies(reverted -> {
          assertThat(reverted.errorName()).isEqualTo("NodeUnknown");
          assertThat(reverted.args()).containsEntry("nodeId", "999");
        });
  }

  /** [T-10] */
  @Test
  void aCallThatWouldFailIsNotSigned() {
    Sender stranger = sender("stranger");
    BigInteger before = chain.balanceWei(stranger.address());
    assertThatThrownBy(() -> stranger.submit("claim", settlement.claim(new NodeId(999))))
        .isInstanceOf(ContractReverted.class);
    assertThat(chain.balanceWei(stranger.address())).isEqualTo(before);
    assertThat(stranger.resume()).isZero();
  }

  /** [T-12] */
  @Test
  void aDeploymentThatWasMadeIsFoundAgainUnderItsName() {
    assertThat(new Deployer(chain, deployer).deploy("test", plan)).isEqualTo(deployment);
  }

  /** [T-12] */
  @Test
  void aDeploymentThatDiesAfterEveryTransactionIsFinishedWithFour() {
    KeySigner key = node.newAccount();
    JournalStore store = JournalStore.open(folder.resolve("dying"));
    Sender dying =
        sender(
            key,
            store,
            duration -> {
              Pause.sleeping().pause(duration);
              throw new IllegalStateException("died");
            });
    Optional<Deployment> finished = Optional.empty();
    for (int life = 0; life < MAX_LIVES && finished.isEmpty(); life++) {
      try {
        finished = Optional.of(new Deployer(chain, dying).deploy("dying", plan));
      } catch (IllegalStateException died) {
        assertThat(died).hasMessage("died");
      }
    }
    assertThat(finished).isPresent();
    assertThat(chain.transactionCount(key.address(), DefaultBlockParameterName.LATEST))
        .isEqualTo(4);
  }

  /** [T-12] */
  @Test
  void aDeploymentOfOtherContractsIsRefused() {
    var exchanged =
        new Deployment(
            deployment.chainId(),
            deployment.genesisHash(),
            deployment.block(),
            deployment.token(),
            deployment.settlement(),
            deployment.nodeRegistry(),
            deployment.timelock());
    assertThatThrownBy(() -> new DeploymentCheck(chain, exchanged).require())
        .hasMessageContaining("expected the code of NODE_REGISTRY, found other");
  }

  /** [T-12] */
  @Test
  void anotherChainIdIsRefused() {
    assertThatThrownBy(() -> Chain.connect(node.rpcUrl(), 1))
        .hasMessage("chain id: expected 1, found " + node.chainId());
  }

  private NodeId attestedNode(Sender operator) {
    operator.submit("mint", token.mint(operator.address(), STAKE));
    operator.submit("approve", token.approve(deployment.nodeRegistry(), STAKE));
    NodeId nodeId =
        registry.registered(operator.submit("register", registry.register(operator.address())));
    operator.submit("stake", registry.stake(nodeId, operator.address(), STAKE));
    Verdict verdict = verdict(nodeId, operator.address());
    var signature = attestor.sign(verdict.digest(deployment.registryDomain()));
    operator.submit("attest", registry.attest(verdict, List.of(signature)));
    Node attested = registry.latest().node(nodeId);
    assertThat(attested.status()).isEqualTo(NodeStatus.ATTESTED);
    assertThat(attested.signer()).isEqualTo(enclave.address());
    assertThat(registry.latest().admission(nodeId).until()).isEqualTo(verdict.validUntil());
    return nodeId;
  }

  private JobTerms fundedTerms(Sender client, NodeId nodeId) {
    client.submit("mint", token.mint(client.address(), TOKEN));
    client.submit("approve", token.approve(deployment.settlement(), TOKEN));
    client.submit("deposit", settlement.deposit(client.address(), TOKEN));
    return new JobTerms(
        client.address(),
        nodeId,
        enclave.address(),
        BigInteger.valueOf(1_000),
        BigInteger.valueOf(7),
        chain.head().time() + 200,
        Bytes32.ZERO,
        settlement.latest().account(client.address()).nonce());
  }

  private Call settle(JobTerms terms) {
    long now = chain.head().time();
    Receipt receipt =
        new Receipt(
            terms.id(deployment.settlementDomain()), 100, now - 2, now - 1, now, Bytes32.ZERO);
    var signature = enclave.sign(ReceiptBatch.of(receipt).digest(deployment.settlementDomain()));
    return settlement.settle(List.of(new SettledJob(terms, receipt)), signature);
  }

  private Verdict verdict(NodeId nodeId, Address operator) {
    long now = chain.head().time();
    return new Verdict(
        nodeId,
        operator,
        enclave.address(),
        Bytes32.ZERO,
        new PolicyId(1),
        Tee.DEVELOPMENT,
        TcbStatus.ofCode(1),
        Bytes32.ZERO,
        now,
        now + LIFETIME_SECONDS);
  }

  private static PolicyTerms policy() {
    Bytes32 digest = Bytes32.of(BigInteger.ONE);
    return new PolicyTerms(STAKE, LIFETIME_SECONDS, 1 << Tee.DEVELOPMENT.code(), 1, 1, 100, digest);
  }

  private Sender sender(String name) {
    return sender(name, node.newAccount());
  }

  private Sender sender(String name, KeySigner key) {
    return sender(key, JournalStore.open(folder.resolve(name)), Pause.sleeping());
  }

  private Sender sender(KeySigner key, JournalStore store, Pause pause) {
    var terms = SendingTerms.standard(Finality.parse("depth:1"));
    return new Sender(chain, key, store, terms, Clock.systemUTC(), pause);
  }
}
