// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Appraisal;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.DevelopmentAnchor;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-79: to a client, evidence is as old as the block of this very chain that it binds. */
class FreshnessTest {
  private static final int MAXIMUM_AGE_SECONDS = 600;
  private static final byte[] MRTD = new byte[48];
  private static final Bytes32 PROGRAM = Keccak.hash("program".getBytes(UTF_8));
  private static final Address OPERATOR = Address.of("0x00000000000000000000000000000000000000aa");
  private static final NodeId NODE = new NodeId(1);
  private static final PolicyId POLICY = new PolicyId(1);

  private final SecureRandom random = new SecureRandom();
  private final KeySigner enclave = KeySigner.random(random);
  private final Bytes32 sealingKey = Keccak.hash("sealing".getBytes(UTF_8));
  private final TestNode node = TestNode.startAnvil();
  private final Chain chain = Chain.connect(node.rpcUrl(), node.chainId());
  private final Deployment deployment =
      new Deployment(node.chainId(), Bytes32.ZERO, 1, address(), address(), address(), address());
  private final HttpServer service;
  @TempDir private Path folder;
  private DevelopmentTee tee;
  private Collateral collateral;

  FreshnessTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serveCollateral() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(chain.head().time()), ZoneOffset.UTC);
    tee = DevelopmentTee.open(folder, clock, random);
    collateral = FolderCollateral.read(folder);
    byte[] body = Json.MAPPER.writeValueAsBytes(collateral);
    service.createContext(
        "/api/v1/collateral",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
    chain.close();
    node.close();
  }

  @Test
  void evidenceThatBindsARecentBlockOfThisChainIsAffirmed() {
    Block block = chain.head();
    Appraisal appraisal = appraise(evidence(block.number(), block.hash()), block.time() + 60);
    assertThat(appraisal.affirmation())
        .as(appraisal.reasons().toString())
        .isEqualTo(Affirmation.AFFIRMING);
  }

  @Test
  void evidenceIsTooOldASecondAfterItsPolicysAge() {
    Block block = chain.head();
    EvidencePackage evidence = evidence(block.number(), block.hash());
    assertThat(appraise(evidence, block.time() + MAXIMUM_AGE_SECONDS).reasons()).isEmpty();
    assertThat(appraise(evidence, block.time() + MAXIMUM_AGE_SECONDS + 1).reasons())
        .extracting(Reason::code)
        .containsExactly("evidence.stale");
  }

  @Test
  void aBlockOfAnotherChainIsNone() {
    Block block = chain.head();
    EvidencePackage foreign = evidence(block.number(), Keccak.hash(new byte[0]));
    assertThat(appraise(foreign, block.time()).reasons())
        .extracting(Reason::code)
        .containsExactly("binding.challengeHash");
  }

  @Test
  void aBlockThatIsNotThereIsRefused() {
    Block block = chain.head();
    EvidencePackage early = evidence(block.number() + 1_000, block.hash());
    assertThatThrownBy(() -> appraise(early, block.time()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("chain.block-unknown"));
  }

  @Test
  void aBlockThatAReorganisationTookAwayIsNone() throws Exception {
    while (chain.head().number() < 2) {
      Thread.sleep(100);
    }
    Anvil anvil = new Anvil(node.rpcUrl());
    anvil.call("evm_setIntervalMining", 0);
    // stays the newest: rolled back is the newest block, whichever that is
    Block block = chain.head();
    EvidencePackage evidence = evidence(block.number(), block.hash());
    assertThat(appraise(evidence, block.time()).reasons()).isEmpty();
    anvil.rollBack(1);
    anvil.call("anvil_setNextBlockTimestamp", block.time() + 1);
    anvil.mine(1);
    assertThat(chain.block(block.number()).hash()).isNotEqualTo(block.hash());
    assertThat(appraise(evidence, block.time() + 1).reasons())
        .extracting(Reason::code)
        .containsExactly("binding.challengeHash");
  }

  private Appraisal appraise(EvidencePackage evidence, long atSeconds) {
    URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    try (var http = new ServiceHttp(base)) {
      var network = new Network(deployment, chain, Finality.parse("immediate"), http);
      return new NodeReading(network, () -> Instant.ofEpochSecond(atSeconds))
          .appraise(evidence, policy(), NODE, OPERATOR, POLICY);
    }
  }

  private EvidencePackage evidence(long challengeBlock, Bytes32 challengeHash) {
    var binding =
        new EnclaveBinding(
            NODE,
            OPERATOR,
            enclave.address(),
            Keccak.hash(sealingKey.toByteArray()),
            POLICY,
            PolicyDocument.programsHash(Set.of(PROGRAM)),
            challengeBlock,
            challengeHash);
    byte[] quote = tee.quote(ReportData.of(binding, deployment.registryDomain()), MRTD);
    return EvidencePackage.tdx(quote, binding, sealingKey);
  }

  private PolicyDocument policy() {
    Octets root = collateral.document(DevelopmentAnchor.ROOT_DOCUMENT);
    String yaml =
        """
        name: development
        version: 1
        tees: [DEVELOPMENT]
        statuses: [UpToDate]
        anchors: {development: "%s"}
        measurements: {mrtd: ["%s"]}
        programs: ["%s"]
        maximumAgeSeconds: %d
        debug: false
        """
            .formatted(sha256(root), Octets.of(MRTD), PROGRAM, MAXIMUM_AGE_SECONDS);
    return PolicyDocument.parse(yaml.getBytes(UTF_8));
  }

  private static Bytes32 sha256(Octets octets) {
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(octets.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Address address() {
    return KeySigner.random(random).address();
  }
}
