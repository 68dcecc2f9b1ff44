// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.DevelopmentAnchor;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.ledger.PolicyTerms;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.node.AttestationApi;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.nodes.Policies;
import network.azracode.service.testing.Digests;
import network.azracode.service.testing.TestContracts;
import tools.jackson.databind.JsonNode;

/**
 * Three attestors over three databases of one server, one chain, two signatures for a verdict. One
 * for all tests of this JVM; each test uses nodes of its own. What is sent is mined at once, so
 * that nobody waits for blocks; one more each second makes time go on. It ends with the JVM: to
 * stop three services in order, whose database has gone by then, took half a minute.
 */
final class QuorumScene {
  static final PolicyId POLICY = new PolicyId(2);
  static final int LIFETIME_SECONDS = 600;
  private static final Duration BLOCK_PAUSE = Duration.ofSeconds(1);

  /** Anvil's own, as our options have it. */
  private static final int FINAL_AFTER = 2;

  private static final byte[] MRTD = new byte[48];
  static final Bytes32 SEALING_KEY = Keccak.hash("sealing key".getBytes(UTF_8));
  private static final Bytes32 PROGRAM = Keccak.hash("program".getBytes(UTF_8));

  final SecureRandom random = new SecureRandom();
  final TestNode node = TestNode.startAnvil();
  final Anvil anvil = new Anvil(node.rpcUrl());
  final Path folder;
  final TestContracts contracts;
  final DevelopmentTee tee;
  final List<AttestorInstance> attestors;
  final Domain registry;

  private static final class Started {
    static final QuorumScene SCENE = new QuorumScene();
  }

  static QuorumScene get() {
    return Started.SCENE;
  }

  /** An operator with a registered, staked node. */
  record Operator(Sender sender, Signer key, NodeId node) {}

  private QuorumScene() {
    try {
      folder = Files.createTempDirectory("azra-quorum");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    anvil.mineOnDemand();
    Thread.ofVirtual().name("a block each second").start(this::tick);
    contracts = TestContracts.deploy(node, folder);
    registry = contracts.deployment().registryDomain();
    tee = DevelopmentTee.open(folder.resolve("development"), Clock.systemUTC(), random);
    attestors =
        Stream.of(contracts.attestor(), KeySigner.random(random), KeySigner.random(random))
            .map(key ->
                new AttestorInstance(
                    key, node.newAccount(), folder.resolve(key.address().toString())))
            .toList();
    attestors.getLast().payingBySigner();
    govern();
    attestors.forEach(attestor -> attestor.writePolicy(POLICY, policyYaml()));
    attestors.forEach(attestor -> attestor.start(properties(), attestors));
  }

  private void tick() {
    while (true) {
      try {
        Thread.sleep(BLOCK_PAUSE);
        anvil.mine(1);
      } catch (UncheckedIOException unanswered) {
        // the next one comes in a second, or the scene ends
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Makes the newest block one that challenges may name. */
  void makeFinal() {
    anvil.mine(FINAL_AFTER);
  }

  private void govern() {
    var governance = contracts.registry().governance();
    contracts.govern(governance.addAttestor(attestors.get(1).address()));
    contracts.govern(governance.addAttestor(attestors.get(2).address()));
    contracts.govern(governance.setThreshold(2));
    contracts.govern(governance.publishPolicy(terms(policyYaml())));
  }

  Map<String, Object> properties() {
    try {
      contracts.deployment().write(folder.resolve("deployment.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.ofEntries(
        Map.entry("spring.main.banner-mode", "off"),
        Map.entry("spring.datasource.username", "postgres"),
        Map.entry("spring.datasource.hikari.maximum-pool-size", 6),
        Map.entry("server.port", 0),
        Map.entry("management.server.port", 0),
        Map.entry("logging.level.root", "WARN"),
        Map.entry("azra.network", "test"),
        Map.entry("azra.profile", "local"),
        Map.entry("azra.deployment", folder.resolve("deployment.json")),
        Map.entry("azra.chain.rpc-urls", node.rpcUrl()),
        Map.entry("azra.chain.finality", node.finality()),
        Map.entry("azra.chain.deep-reorganisation", "heal"),
        Map.entry("azra.chain.poll-millis", 100),
        Map.entry("azra.attestation.cosign-timeout-seconds", 20),
        Map.entry("azra.attestation.round-seconds", 1),
        Map.entry("azra.attestation.development-collateral", folder.resolve("development")));
  }

  byte[] policyYaml() {
    Octets root =
        FolderCollateral.read(folder.resolve("development"))
            .document(DevelopmentAnchor.ROOT_DOCUMENT);
    return """
    name: development
    version: 1
    tees: [DEVELOPMENT]
    statuses: [UpToDate]
    anchors: {development: "%s"}
    measurements: {mrtd: ["%s"]}
    programs: ["%s"]
    maximumAgeSeconds: 600
    debug: false
    """
        .formatted(Digests.sha256(root.toByteArray()), Octets.of(MRTD), PROGRAM)
        .getBytes(UTF_8);
  }

  AttestorInstance attestor(int index) {
    return attestors.get(index);
  }

  /**
   * Another policy on chain and with every attestor: the same document with something behind it.
   */
  PolicyId publish(String tail) {
    byte[] document = (new String(policyYaml(), UTF_8) + tail).getBytes(UTF_8);
    contracts.govern(contracts.registry().governance().publishPolicy(terms(document)));
    PolicyId policy = new PolicyId(contracts.registry().latest().policyCount());
    attestors.forEach(attestor -> {
      attestor.writePolicy(policy, document);
      await(() -> attestor.bean(Policies.class).find(policy).value().isPresent());
    });
    return policy;
  }

  private static PolicyTerms terms(byte[] document) {
    return new PolicyTerms(
        TestContracts.STAKE,
        LIFETIME_SECONDS,
        1 << Tee.DEVELOPMENT.code(),
        1,
        1,
        100,
        Keccak.hash(document));
  }

  /** All attestors up, with the right policy. */
  void restore() {
    attestors.forEach(attestor -> {
      attestor.switchboard.passOnTo(attestor.base());
      attestor.writePolicy(POLICY, policyYaml());
    });
  }

  /** Registered, staked, and known to every attestor. */
  Operator operator() {
    KeySigner key = node.newAccount();
    Sender sender = contracts.sender(key);
    var registered = contracts.send(sender, contracts.registry().register(key.address()));
    return staked(sender, key, contracts.registry().registered(registered));
  }

  /** Stakes from the sender, and waits until every attestor, however new, has seen it. */
  Operator staked(Sender sender, Signer key, NodeId id) {
    contracts.fund(sender, contracts.deployment().nodeRegistry(), TestContracts.STAKE);
    contracts.send(sender, contracts.registry().stake(id, key.address(), TestContracts.STAKE));
    attestors.forEach(attestor ->
        await(() ->
            attestor.bean(Ledger.class).latest().isPresent()
                && attestor
                    .bean(Nodes.class)
                    .find(id)
                    .value()
                    .filter(node -> node.stake().signum() > 0)
                    .isPresent()));
    return new Operator(sender, key, id);
  }

  /** The latest block that every attestor holds for final. */
  AttestationApi.Challenge challenge(Operator operator) {
    return attestors.stream()
        .map(attestor -> attestor.api(registry).challenge(operator.node()))
        .min((one, other) -> Long.compare(one.block(), other.block()))
        .orElseThrow();
  }

  byte[] evidence(Operator operator, Address enclave) {
    return evidence(operator, enclave, POLICY, MRTD);
  }

  byte[] evidence(Operator operator, Address enclave, PolicyId policy, byte[] mrTd) {
    EnclaveBinding binding = binding(operator, enclave, policy);
    byte[] quote = tee.quote(ReportData.of(binding, registry), mrTd);
    return EvidencePackage.tdx(quote, binding, SEALING_KEY).encode();
  }

  EnclaveBinding binding(Operator operator, Address enclave, PolicyId policy) {
    var challenge = challenge(operator);
    return new EnclaveBinding(
        operator.node(),
        operator.key().address(),
        enclave,
        Keccak.hash(SEALING_KEY.toByteArray()),
        policy,
        PolicyDocument.programsHash(Set.of(PROGRAM)),
        challenge.block(),
        challenge.hash());
  }

  /** Evidence that the registry accepts a verdict on, by the first attestor's proposal. */
  byte[] attest(Operator operator, Address enclave) {
    return attest(operator, enclave, evidence(operator, enclave));
  }

  byte[] attest(Operator operator, Address enclave, byte[] evidence) {
    AttestationApi.SignedVerdict[] signed = new AttestationApi.SignedVerdict[1];
    await(() -> {
      try {
        signed[0] = submit(0, operator, evidence);
        return true;
      } catch (AzraException incomplete) {
        return false;
      }
    });
    contracts.send(
        operator.sender(),
        contracts.registry().attest(signed[0].verdict(), signed[0].signatures()));
    attestors.forEach(
        attestor -> await(() -> attestor.bean(Nodes.class).ofSigner(enclave).value().isPresent()));
    return evidence;
  }

  JsonNode caseOf(int attestor, long caseId) {
    return Json.MAPPER.readTree(attestor(attestor).http().get("/api/v1/cases/" + caseId).body());
  }

  Address enclave() {
    return KeySigner.random(random).address();
  }

  /** Asks an attestor in the operator's name. */
  AttestationApi.SignedVerdict submit(int attestor, Operator operator, byte[] evidence) {
    return attestor(attestor)
        .api(registry)
        .submit(operator.node(), evidence, operator.key(), now());
  }

  Instant now() {
    return Instant.ofEpochSecond(contracts.chain().head().time());
  }

  static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited two minutes in vain");
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException stopped) {
        throw new AzraException("interrupted", "stopped while waiting", stopped);
      }
    }
  }
}
