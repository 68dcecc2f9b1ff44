// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.AzraService;
import network.azracode.service.testing.PostgresServer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole network for one test: the chosen chain node, contracts with windows of seconds, and the
 * service with one attestor.
 */
final class Stage implements AutoCloseable {
  /** Windows of seconds. */
  private static final String SHORT = "test";

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  final Clock clock = Clock.systemUTC();
  final SecureRandom random = new SecureRandom();
  private final String profile;
  final Path folder;
  final Network network;
  final PolicyId policy;
  final Bytes32 policyDigest;
  private final Parts parts = new Parts();
  private final TestNode node;
  private final String finality;
  private final Chain chain;
  private final URI serviceUrl;

  Stage(Path folder) throws IOException {
    this(folder, SHORT);
  }

  /**
   * @param profile windows of the contracts
   */
  Stage(Path folder, String profile) throws IOException {
    this.profile = profile;
    this.folder = folder;
    node = parts.add(TestNode.start());
    node.mineOnDemand();
    finality = node.finality();
    chain = parts.add(Chain.connect(node.rpcUrl(), node.chainId()));
    var keys = new LocalKeys(folder.resolve("keys"), random);
    var steward = new LocalSteward(chain, sender(node.newAccount(), "deployer"), profile);
    Deployment deployment = steward.deploy();
    deployment.write(deploymentFile());
    steward.appoint(deployment, keys.signer(LocalService.ATTESTOR).address());
    DevelopmentTee tee = DevelopmentTee.open(development(), clock, random);
    byte[] document = LocalPolicy.yaml(tee);
    policyDigest = Keccak.hash(document);
    policy = steward.policy(deployment, document, folder.resolve("policies"));
    node.mineEachSecond();
    serviceUrl = startService(keys);
    network =
        new Network(
            deployment, chain, Finality.parse(finality), parts.add(new ServiceHttp(serviceUrl)));
  }

  Path development() {
    return folder.resolve("development");
  }

  /** A key with gas and exactly this many tokens. */
  synchronized KeySigner newcomer(BigInteger tokens) throws IOException {
    KeySigner key = node.newAccount();
    sender(key, "mint-" + key.address())
        .submit("mint", network.token().mint(key.address(), tokens));
    return key;
  }

  /** A sender with a journal of its own. */
  Sender sender(Signer key, String name) throws IOException {
    Path journals = Files.createDirectories(folder.resolve("journals"));
    JournalStore journal = parts.add(JournalStore.open(journals.resolve(name)));
    var terms = SendingTerms.standard(Finality.parse(finality));
    return new Sender(chain, key, journal, terms, clock, Pause.sleeping());
  }

  /** Fails when it takes too long. */
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!holds(condition)) {
      if (clock.instant().isAfter(end)) {
        throw new AssertionError("expected within " + PATIENCE + ": " + what);
      }
      Thread.sleep(200);
    }
  }

  /** What the service has not seen yet is unknown to it. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (AzraException e) {
      return false;
    }
  }

  <T extends AutoCloseable> T add(T part) {
    return parts.add(part);
  }

  URI serviceUrl() {
    return serviceUrl;
  }

  URI rpcUrl() {
    return node.rpcUrl();
  }

  String finality() {
    return finality;
  }

  /** Pays for the gas of somebody who made their own key. */
  synchronized void fund(Address account) {
    node.fund(account, BigInteger.TEN.pow(18));
  }

  Path deploymentFile() {
    return folder.resolve("deployment.json");
  }

  private URI startService(LocalKeys keys) {
    var application = new SpringApplication(AzraService.class);
    application.setRegisterShutdownHook(false);
    ConfigurableApplicationContext context =
        parts.add(
            application.run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.datasource.url=" + PostgresServer.freshDatabase(),
                "--azra.deployment=" + deploymentFile(),
                "--azra.profile=" + profile,
                "--azra.policies=" + folder.resolve("policies"),
                "--azra.chain.rpc-urls=" + node.rpcUrl(),
                "--azra.chain.finality=" + finality,
                "--azra.chain.poll-millis=250",
                "--azra.attestor.keystore=" + keys.keystore(LocalService.ATTESTOR),
                "--azra.attestor.password-file=" + keys.passwordFile(LocalService.ATTESTOR),
                "--azra.attestation.development-collateral=" + development()));
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  @Override
  public void close() {
    parts.close();
  }
}
