// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;

/** What a test network may have and production may not. */
@DisplayName("I-14 production mode")
class ProductionTest {
  /** Of the mnemonic {@code test test … junk}, the first. */
  private static final String WELL_KNOWN_KEY =
      "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

  @TempDir private static Path folder;
  private static TestNode node;
  private static TestContracts contracts;
  private static Path deploymentFile;

  private final Map<String, Object> properties = new HashMap<>();

  @BeforeAll
  static void deploy() throws IOException {
    node = TestNode.start();
    contracts = TestContracts.deploy(node, folder);
    contracts.govern(
        contracts.registry().governance().addAttestor(WellKnownKeys.addresses().getFirst()));
    deploymentFile = folder.resolve("deployment.json");
    contracts.deployment().write(deploymentFile);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  ProductionTest() {
    properties.put("azra.network", "test");
    properties.put("azra.deployment", deploymentFile);
    properties.put("azra.chain.rpc-urls", node.rpcUrl());
    properties.put("spring.datasource.url", PostgresServer.freshDatabase());
    properties.put("server.port", 0);
    properties.put("management.server.port", 0);
  }

  @Test
  void developmentContractsAreRefusedForEachReason() {
    assertThat(messages())
        .contains(
            "deployment.development: token: expected one that is worth something, found the development token",
            "policy.development: policy 1 on chain: expected hardware, found one that accepts"
                + " DEVELOPMENT")
        .anyMatch(
            message -> message.contains("timelockDelaySeconds: expected at least 172800, found 0"))
        .anyMatch(
            message -> message.contains("caseDelaySeconds: expected at least 259200, found 30"))
        .anyMatch(message -> message.contains("found " + WellKnownKeys.addresses().getFirst()));
  }

  @Test
  void anotherProfileThanProductionIsRefused() {
    properties.put("azra.profile", "local");
    assertThat(messages())
        .contains("deployment.development: azra.profile: expected production, found local");
  }

  @Test
  void aDatabaseThatMayForgetIsRefused() {
    String url = PostgresServer.freshDatabase();
    String name = url.replaceFirst(".*/([^?]*).*", "$1");
    MigratedDatabase.at(url)
        .jdbc()
        .sql("ALTER DATABASE " + name + " SET synchronous_commit = off")
        .update();
    properties.put("spring.datasource.url", url);
    assertThat(messages())
        .contains("database.not-durable: synchronous_commit: expected on, found off");
  }

  @Test
  void developmentCollateralAndPoliciesAreRefused() throws IOException {
    Path policies = Files.createTempDirectory(folder, "policies");
    Files.writeString(
        policies.resolve("1.yaml"),
        """
        name: development
        version: 1
        tees: [DEVELOPMENT]
        statuses: [UpToDate]
        anchors: {development: "%s"}
        measurements: {mrtd: ["0x%s"]}
        programs: ["%s"]
        maximumAgeSeconds: 600
        debug: false
        """
            .formatted(Bytes32.ZERO, "00".repeat(48), Bytes32.ZERO));
    properties.put("azra.policies", policies);
    properties.put("azra.attestation.development-collateral", folder);
    assertThat(messages())
        .contains(
            "policy.development: tees: expected hardware, found DEVELOPMENT",
            "policy.development: azra.attestation.development-collateral: expected nothing, found "
                + folder);
  }

  @Test
  void anAttestorsKeyThatEveryoneHasIsRefused() throws IOException {
    Path keystore = Files.createTempDirectory(folder, "keys").resolve("attestor.json");
    KeySigner.ofKey(Bytes32.of(WELL_KNOWN_KEY))
        .toKeystore(keystore, "password".toCharArray(), KeystoreCost.LIGHT);
    Path password = Files.writeString(folder.resolve("password"), "password\n");
    properties.put("azra.attestor.keystore", keystore);
    properties.put("azra.attestor.password-file", password);
    assertThat(messages()).anyMatch(message -> message.startsWith("attestor.development: "));
  }

  @Test
  void theWellKnownKeysAreTheFirstTenOfTheWellKnownMnemonic() {
    byte[] seed = MnemonicUtils.generateSeed("test ".repeat(11) + "junk", "");
    Bip32ECKeyPair master = Bip32ECKeyPair.generateKeyPair(seed);
    int hardened = Bip32ECKeyPair.HARDENED_BIT;
    List<Address> derived =
        IntStream.range(0, 10)
            .mapToObj(account ->
                Bip32ECKeyPair.deriveKeyPair(
                    master, new int[] {44 | hardened, 60 | hardened, hardened, 0, account}))
            .map(key -> Address.of("0x" + Keys.getAddress(key)))
            .toList();
    assertThat(WellKnownKeys.addresses()).isEqualTo(derived);
  }

  /** The same configuration is sound on a test network, unless a test says otherwise. */
  private List<String> messages() {
    Configuration configuration = new Configuration(properties);
    assertThat(configuration.troubles()).isEmpty();
    return configuration.with("azra.network", "production").troubles().stream()
        .map(ProductionTest::message)
        .toList();
  }

  private static String message(AzraException trouble) {
    return trouble.code() + ": " + trouble.getMessage();
  }
}
