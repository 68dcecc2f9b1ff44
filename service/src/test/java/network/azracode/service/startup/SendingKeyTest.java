// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.ledger.deployment.WellKnownKeys;
import network.azracode.sdk.ledger.keys.SignerStandIn;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** [K-20] What is looked at in the key that pays, before a service starts. */
@DisplayName("K-20 the key that sends")
class SendingKeyTest {
  private static final String NOBODY = "http://127.0.0.1:1";
  private static final char[] PASSWORD = "only for this test".toCharArray();

  @TempDir private static Path folder;
  private static TestNode node;
  private static KeySigner funded;
  private static final String DATABASE = PostgresServer.freshDatabase();

  private final Map<String, Object> properties = new HashMap<>();

  @BeforeAll
  static void deploy() throws IOException {
    node = TestNode.start();
    funded = node.newAccount();
    TestContracts.deploy(node, folder).deployment().write(folder.resolve("deployment.json"));
    Files.writeString(folder.resolve("password"), new String(PASSWORD) + "\n");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  SendingKeyTest() {
    properties.put("azra.network", "test");
    properties.put("azra.deployment", folder.resolve("deployment.json"));
    properties.put("azra.chain.rpc-urls", node.rpcUrl());
    properties.put("spring.datasource.url", DATABASE);
    properties.put("server.port", 0);
    properties.put("management.server.port", 0);
  }

  @Test
  void aKeyThatAnswersAndCanPayIsGood() throws IOException {
    keystore(funded);
    properties.put("azra.transactions.account", funded.address());
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aWeb3SignerThatAnswersIsGoodAndOneThatDoesNotIsRefused() {
    Finding unanswered;
    try (var standIn = new SignerStandIn(funded)) {
      signer(standIn, funded.address());
      assertThat(troubles()).isEmpty();
      standIn.behave(SignerStandIn.Manner.ANOTHER_KEY);
      unanswered = only();
      assertThat(unanswered.line()).contains("signer.wrong");
      assertThat(unanswered.vital()).isTrue();
      signer(standIn, Address.ZERO);
      assertThat(only().line()).contains("signer.unknown-key");
    }
    properties.put("azra.transactions.web3signer", NOBODY);
    assertThat(only().line()).contains("signer.unreachable");
  }

  @Test
  void aKeyWithoutEtherIsToldAndRefusesNothing() {
    KeySigner poor = KeySigner.random(new SecureRandom());
    try (var standIn = new SignerStandIn(poor)) {
      signer(standIn, poor.address());
      Finding finding = only();
      assertThat(finding.line()).contains("outbox.unfunded").contains(poor.address().toString());
      assertThat(finding.vital()).isFalse();
    }
  }

  @Test
  void anotherKeyThanTheOneThatIsMeantIsRefused() throws IOException {
    keystore(funded);
    properties.put("azra.transactions.account", Address.ZERO);
    assertThat(only().line())
        .contains("outbox.account")
        .contains(funded.address().toString())
        .contains(Address.ZERO.toString());
  }

  @Test
  void placesThatContradictEachOtherAreRefused() throws IOException {
    keystore(funded);
    properties.put("azra.transactions.web3signer", NOBODY);
    properties.put("azra.transactions.account", funded.address());
    assertThat(only().line()).contains("property.malformed");
  }

  /** A node of development fills the purses of the keys that everybody has. */
  @Test
  void aKeyThatEveryoneHasIsRefusedInProduction() throws IOException {
    KeySigner known =
        KeySigner.ofKey(
            Bytes32.of("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    assertThat(WellKnownKeys.contain(known.address())).isTrue();
    keystore(known);
    assertThat(troubles()).noneMatch(finding -> finding.line().contains("outbox.development"));
    properties.put("azra.network", "production");
    assertThat(troubles()).anyMatch(finding -> finding.line().contains("outbox.development"));
  }

  private void keystore(KeySigner key) throws IOException {
    Path keystore = folder.resolve(key.address() + ".json");
    if (Files.notExists(keystore)) {
      key.toKeystore(keystore, PASSWORD, KeystoreCost.LIGHT);
    }
    properties.put("azra.transactions.keystore", keystore);
    properties.put("azra.transactions.password-file", folder.resolve("password"));
  }

  private void signer(SignerStandIn standIn, Address account) {
    properties.put("azra.transactions.web3signer", standIn.url());
    properties.put("azra.transactions.account", account);
  }

  private Finding only() {
    assertThat(troubles()).hasSize(1);
    return troubles().getFirst();
  }

  private List<Finding> troubles() {
    return Inspection.of(new Configuration(properties).environment()).stream()
        .filter(finding -> !finding.isGood())
        .toList();
  }
}
