// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("I-5 names of properties")
class PropertyNamesTest {
  private final PropertyNames names =
      new PropertyNames(
          Set.of("azra.chain", "azra.chain.rpc-urls", "azra.deployment", "azra.local"),
          Set.of("azra.chain", "azra.local"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azra.deployment",
        "azra.chain.rpc-urls",
        "azra.chain.rpcUrls",
        "azra.chain.rpc-urls[0]",
        "azra.local.whatever",
        "AZRA_DEPLOYMENT",
        "AZRA_CHAIN_RPCURLS",
        "AZRA_CHAIN_RPC_URLS",
        "AZRA_CHAIN_RPCURLS_0",
        "AZRA_LOCAL_WHATEVER",
        "AZRA_TEST_RPC_URL",
        "AZRA_JAVA_HOME",
        "AZRA_KEYSTORE",
        "server.port",
        "PATH"
      })
  void aNameThatSomebodyReadsIsKnown(String name) {
    assertThat(names.isKnown(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azra.deploymen",
        "azra.deployment.more",
        "azra.keystore",
        "AZRA_KEYSTORES",
        "azra.chain.rpc-url",
        "azra.chain.rpc-urls[x]",
        "AZRA_CHAIN_RPC_URL",
        "AZRA_DEPLOYMENTS"
      })
  void aNameThatNobodyReadsIsUnknown(String name) {
    assertThat(names.isKnown(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azra.network",
        "azra.bind.public",
        "azra.chain.replica",
        "AZRA_POLICIES",
        "azra.chain.rpc-urls"
      })
  void thisProgramKnowsItsOwn(String name) {
    assertThat(PropertyNames.ofThisProgram().isKnown(name)).isTrue();
    assertThat(PropertyNames.ofThisProgram().isKnown(name + "s")).isFalse();
  }
}
