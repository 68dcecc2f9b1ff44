// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static BigInteger balance(TestNode node, KeySigner account) throws Exception {
    return Web3j.build(new HttpService(node.rpcUrl().toString()))
        .ethGetBalance(account.address().toString(), DefaultBlockParameterName.LATEST)
        .send()
        .getBalance();
  }
}
