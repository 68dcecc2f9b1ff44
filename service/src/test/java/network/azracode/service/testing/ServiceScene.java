// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.DevelopmentAnchor;
import network.azracode.sdk.attestation.PolicyDocument;
import network.azracode.sdk.collateral.FolderCollateral;
import network.azracode.sdk.enclave.DevelopmentTee;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that a service needs around it but the chain: a database with a ledger in it, a development
 * TEE, a published policy with its document, and an attestor's keystore.
 */
public final class ServiceScene {
  public static final PolicyId POLICY = new PolicyId(1);
  public static final int LIFETIME_SECONDS = 600;
  public static final byte[] MRTD = new byte[48];
  public static final Bytes32 PROGRAM = Keccak.hash("program".getBytes(UTF_8));
  private static final String PASSWORD = "only for this test";

  public final SecureRandom random = new SecureRandom();
  public final KeySigner attestor = KeySigner.random(random);
  public final Deployment deployment =
      new Deployment(31_337, Bytes32.ZERO, 1, account(), account(), account(), account());
  public final MigratedDatabase database = MigratedDatabase.create().pooled();
  public final LedgerScene ledger;
  public final Path folder;
  private final DevelopmentTee tee;
  private final AtomicLong nodes = new AtomicLong();

  public ServiceScene() {
    this(Instant.now().minusSeconds(3_600));
  }

  /** A ledger whose second block is of that time. */
  public ServiceScene(Instant startTime) {
    try {
      folder = Files.createTempDirectory("azra-service-scene");
      tee = DevelopmentTee.open(folder.resolve("development"), Clock.systemUTC(), random);
      Files.createDirectory(folder.resolve("policies"));
      deployment.write(folder.resolve("deployment.json"));
      attestor.toKeystore(
          folder.resolve("attestor.json"), PASSWORD.toCharArray(), KeystoreCost.LIGHT);
      Files.writeString(folder.resolve("attestor.password"), PASSWORD + "\n");
      writePolicy(POLICY, policyYaml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ledger = new LedgerScene(database.jdbc(), deployment, startTime.getEpochSecond());
    ledger.appoint(attestor.address());
    ledger.publish(POLICY, Keccak.hash(policyYaml().getBytes(UTF_8)), LIFETIME_SECONDS);
    ledger.finalizeHead();
  }

  /** What the service is to be started with. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("spring.datasource.url", database.url());
    properties.put("azra.chain.replica", true);
    properties.put("azra.deployment", folder.resolve("deployment.json"));
    properties.put("azra.policies", folder.resolve("policies"));
    properties.put("azra.attestor.keystore", folder.resolve("attestor.json"));
    properties.put("azra.attestor.password-file", folder.resolve("attestor.password"));
    properties.put("azra.attestation.development-collateral", folder.resolve("development"));
    return properties;
  }

  public Collateral collateral() {
    return FolderCollateral.read(folder.resolve("development"));
  }

  public String policyYaml() {
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
        .formatted(
            Digests.sha256(collateral().document(DevelopmentAnchor.ROOT_DOCUMENT).toByteArray()),
            Octets.of(MRTD),
            PROGRAM);
  }

  public void writePolicy(PolicyId policy, String yaml) {
    try {
      Files.writeString(folder.resolve("policies").resolve(policy + ".yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mines a block and puts events into it, all of which a reader sees at once or not at all. */
  public void inOneBlock(Runnable events) {
    var transactions = new DataSourceTransactionManager(database.dataSource());
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          ledger.mine();
          events.run();
        });
  }

  /** A registered node, in a block of its own. */
  public NodeId register(KeySigner operator) {
    NodeId node = new NodeId(nodes.incrementAndGet());
    ledger.mine();
    ledger.register(node, operator.address());
    return node;
  }

  /** What an honest enclave binds to that block. */
  public EnclaveBinding binding(
      NodeId node, Address operator, KeySigner enclave, LedgerScene.Block challenge) {
    return new EnclaveBinding(
        node,
        operator,
        enclave.address(),
        Keccak.hash(PROGRAM.toByteArray()),
        POLICY,
        PolicyDocument.programsHash(Set.of(PROGRAM)),
        challenge.number(),
        challenge.hash());
  }

  /** A package around genuine development evidence for the binding. */
  public byte[] evidence(EnclaveBinding binding, byte[] mrTd) {
    byte[] quote = tee.quote(ReportData.of(binding, deployment.registryDomain()), mrTd);
    return EvidencePackage.tdx(quote, binding, PROGRAM).encode();
  }

  private Address account() {
    return KeySigner.random(random).address();
  }
}
