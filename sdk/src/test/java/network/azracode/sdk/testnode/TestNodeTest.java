// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.http.HttpService;

class TestNodeTest {
  private static final BigInteger WEI = BigInteger.valueOf(12_345);

  @Test
  void aNewAccountHoldsExactlyWhatWasAskedFor() throws Exception {
    try (TestNode node = TestNode.start()) {
      assertThat(balance(node, node.newAccount(WEI))).isEqualTo(WEI);
    }
  }

  /** [N-40] */
  @Test
  void aBesuThatIsNamedAndNotThereIsNoReasonToTakeAnAnvil(@TempDir Path folder) {
    assertThatThrownBy(() -> TestNode.start(Map.of("BESU_HOME", folder.toString())))
        .hasMessageContaining("expected a program at " + folder.resolve("bin/besu"));
  }

  /** [N-40] With {@code BESU_HOME} set this meets a Besu, else an anvil. */
  @Test
  void theNodeThatTheEnvironmentNamesIsTheOneThatAnswers() throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("AZRA_TEST_"));
    try (TestNode node = TestNode.start(environment)) {
      assertThat(clientOf(node))
          .startsWith(environment.containsKey("BESU_HOME") ? "besu/" : "anvil/");
    }
  }

  @Test
  void aNamedNodeIsUsedAndAnotherChainIdRefused(@TempDir Path folder) throws Exception {
    try (TestNode anvil = TestNode.startAnvil()) {
      Path key = Files.writeString(folder.resolve("key"), "0x" + "00".repeat(31) + "07\n");
      var seven = KeySigner.ofKey(Bytes32.of(Files.readString(key).strip()));
      anvil.anvil().orElseThrow().fund(seven.address(), BigInteger.TEN.pow(20));

      TestNode named = TestNode.start(environment(anvil, 31_337, key));
      assertThat(named.anvil()).isEmpty();
      assertThat(balance(named, named.newAccount(WEI))).isEqualTo(WEI);

      assertThatThrownBy(() -> TestNode.start(environment(anvil, 1, key)))
          .hasMessageContaining("expected 1, found 31337");
    }
  }

  private static Map<String, String> environment(TestNode node, long chainId, Path key) {
    return Map.of(
        "AZRA_TEST_RPC_URL", node.rpcUrl().toString(),
        "AZRA_TEST_CHAIN_ID", Long.toString(chainId),
        "AZRA_TEST_KEY_FILE", key.toString());
  }

  private static String clientOf(TestNode node) throws Exception {
    return Web3j.build(new HttpService(node.rpcUrl().toString()))
        .web3ClientVersion()
        .send()
        .getWeb3ClientVersion();
  }

  private static BigInteger balance(TestNode node, KeySigner account) throws Exception {
    return Web3j.build(new HttpService(node.rpcUrl().toString()))
        .ethGetBalance(account.address().toString(), DefaultBlockParameterName.LATEST)
        .send()
        .getBalance();
  }
}
