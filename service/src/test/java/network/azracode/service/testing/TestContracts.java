// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.Timelock;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.ledger.deployment.Deployer;
import network.azracode.sdk.ledger.deployment.DeploymentPlan;
import network.azracode.sdk.ledger.deployment.Governor;
import network.azracode.sdk.ledger.deployment.Profile;
import network.azracode.sdk.ledger.sending.FeeTerms;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.testnode.TestNode;

/** The real contracts, freshly deployed on a test node, with one policy and one attestor. */
public final class TestContracts {
  public static final BigInteger STAKE = BigInteger.TEN.pow(18);
  public static final int LIFETIME_SECONDS = 600;

  private static final SendingTerms SENDING =
      new SendingTerms(
          FeeTerms.standard(),
          new Finality.Depth(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1));

  private final TestNode node;
  private final Path folder;
  private final Chain chain;
  private final Sender steward;
  private final Deployment deployment;
  private final AtomicInteger journals = new AtomicInteger();
  private final AtomicInteger intents = new AtomicInteger();
  private final KeySigner attestor = KeySigner.random(new SecureRandom());

  private TestContracts(TestNode node, Path folder) {
    this.node = node;
    this.folder = folder;
    this.chain = Chain.connect(node.rpcUrl(), node.chainId());
    this.steward = sender();
    var plan =
        new DeploymentPlan(
            Profile.named("local"),
            Optional.empty(),
            steward.address(),
            steward.address(),
            steward.address());
    this.deployment = new Deployer(chain, steward).deploy("test", plan);
  }

  /**
   * @param folder for the journals of the senders
   */
  public static TestContracts deploy(TestNode node, Path folder) {
    TestContracts contracts = new TestContracts(node, folder);
    contracts.govern(contracts.registry().governance().addAttestor(contracts.attestor.address()));
    contracts.publishPolicy();
    return contracts;
  }

  /** For development evidence, at a fee of one percent. */
  public void publishPolicy() {
    int teeMask = 1 << Tee.DEVELOPMENT.code();
    Bytes32 digest = Bytes32.of(BigInteger.ONE);
    govern(
        registry()
            .governance()
            .publishPolicy(new PolicyTerms(STAKE, LIFETIME_SECONDS, teeMask, 1, 1, 100, digest)));
  }

  /** As guardian. */
  public void suspend(PolicyId policy) {
    send(steward, registry().guardianship().suspendPolicy(policy));
  }

  /** As guardian. */
  public void veto(long caseId) {
    send(steward, registry().guardianship().veto(caseId));
  }

  public Deployment deployment() {
    return deployment;
  }

  public Chain chain() {
    return chain;
  }

  public KeySigner attestor() {
    return attestor;
  }

  /** Also guardian, treasury and governor. */
  public Sender steward() {
    return steward;
  }

  public Registry registry() {
    return new Registry(chain, deployment.nodeRegistry());
  }

  public SettlementContract settlement() {
    return new SettlementContract(chain, deployment.settlement());
  }

  public Token token() {
    return new Token(chain, deployment.token());
  }

  /** A sender with a new, funded key. */
  public Sender sender() {
    return sender(node.newAccount());
  }

  /** A sender with that key. */
  public Sender sender(Signer key) {
    return new Sender(
        chain,
        key,
        JournalStore.open(folder.resolve("journal-" + journals.incrementAndGet())),
        SENDING,
        Clock.systemUTC(),
        Pause.sleeping());
  }

  public TransactionReceipt send(Sender sender, Call call) {
    return sender.submit("intent-" + intents.incrementAndGet(), call);
  }

  public void govern(Call call) {
    Governor governor = new Governor(steward, new Timelock(chain, deployment.timelock()));
    governor.perform("operation-" + intents.incrementAndGet(), call);
  }

  /** Mints so many tokens to the sender and lets a contract of ours take them. */
  public void fund(Sender sender, Address spender, BigInteger amount) {
    send(sender, token().mint(sender.address(), amount));
    send(sender, token().approve(spender, amount));
  }
}
