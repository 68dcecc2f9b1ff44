// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.attestation.AttestationProperties;
import network.azracode.service.attestation.AttestorProperties;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/** A wrong property stops the start and says so. */
@DisplayName("I-5 properties")
class PropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Properties.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties({
    AzraProperties.class,
    ChainProperties.class,
    AttestorProperties.class,
    AttestationProperties.class
  })
  static class Properties {
    @Bean
    @ConfigurationPropertiesBinding
    static Converter<String, Finality> finality() {
      return new Converter<>() {
        @Override
        public Finality convert(String text) {
          return Finality.parse(text);
        }
      };
    }
  }

  @Test
  void whatIsKnownIsRead() {
    runner
        .withPropertyValues(
            "azra.deployment=deployment.json",
            "azra.chain.rpc-urls[0]=http://127.0.0.1:8545",
            "azra.attestor.keystore=attestor.json",
            "azra.attestor.password-file=attestor.password")
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(AzraProperties.class).profile()).isEqualTo("production");
          assertThat(context.getBean(AzraProperties.class).network())
              .isEqualTo(AzraProperties.Network.PRODUCTION);
          assertThat(context.getBean(ChainProperties.class).finality())
              .isEqualTo(new Finality.Tag());
        });
  }

  @Test
  @DisplayName("H-44 a rebuild is asked for by its name alone; empty, it would stop the start")
  void aSwitchIsTurnedOnByItsName() {
    assertThat(AzraService.switchedOn("--azra.rebuild", "--azra.check", "--azra.rebuild=false"))
        .containsExactly("--azra.rebuild=true", "--azra.check", "--azra.rebuild=false");
    runner
        .withPropertyValues("azra.deployment=deployment.json", "azra.rebuild=")
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void howToFollowIsRead() {
    runner
        .withPropertyValues(
            "azra.deployment=deployment.json",
            "azra.chain.rpc-urls=http://127.0.0.1:1,http://127.0.0.1:2",
            "azra.chain.finality=depth:12",
            "azra.chain.deep-reorganisation=heal",
            "azra.chain.poll-millis=250")
        .run(context ->
            assertThat(context.getBean(ChainProperties.class))
                .isEqualTo(
                    new ChainProperties(
                        List.of(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2")),
                        false,
                        new Finality.Depth(12),
                        DeepReorganisation.HEAL,
                        LogProof.BLOOM,
                        List.of(),
                        250)));
  }

  @Test
  void aMisspeltNameOfTheChainStopsTheStart() {
    refuses(
        "azra.chain.finalty",
        "azra.deployment=d.json",
        "azra.chain.replica=true",
        "azra.chain.finalty=immediate");
  }

  @Test
  void anUnknownFinalityStopsTheStart() {
    refuses(
        "expected finalized, depth:<blocks> or immediate",
        "azra.deployment=d.json",
        "azra.chain.finality=soon");
  }

  @Test
  void aFollowerWithoutNodesStopsTheStart() {
    refuses(
        "expected either rpc-urls or replica=true",
        "azra.deployment=d.json",
        "azra.chain.replica=false");
  }

  @Test
  void aReplicaWithNodesStopsTheStart() {
    refuses(
        "expected either rpc-urls or replica=true",
        "azra.deployment=d.json",
        "azra.chain.replica=true",
        "azra.chain.rpc-urls=http://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpc-urls[0]", "witness-urls[0]"})
  @DisplayName("I-5 H-54 a node's address that nobody can ask is refused before it is told of")
  void anAddressThatNobodyCanAskStopsTheStart(String property) {
    for (String url : List.of("http://besu_1:8545/key", "localhost:8545", "ws://127.0.0.1:1")) {
      refuses(
          "expected rpc-urls and witness-urls that begin with http:// or https:// and a host",
          "azra.deployment=d.json",
          "azra.chain.rpc-urls[0]=http://127.0.0.1:1",
          "azra.chain." + property + "=" + url);
    }
  }

  @Test
  void anAnnouncerThatIsNoWebSocketStopsTheStart() {
    refuses(
        "expected web-socket-urls that begin with ws:// or wss://",
        "azra.deployment=d.json",
        "azra.chain.rpc-urls=http://127.0.0.1:1",
        "azra.chain.web-socket-urls=http://127.0.0.1:1");
  }

  @Test
  void aMisspeltNameStopsTheStart() {
    refuses("azra.deploiment", "azra.deployment=d.json", "azra.deploiment=x");
  }

  @Test
  void aMisspeltNameOfTheAttestorStopsTheStart() {
    refuses("azra.attestor.keystor", "azra.deployment=d.json", "azra.attestor.keystor=x");
  }

  @Test
  void aMissingDeploymentStopsTheStart() {
    refuses("expected the path of deployment.json");
  }

  @Test
  void anUnknownProfileStopsTheStart() {
    refuses("expected production, local or test", "azra.deployment=d.json", "azra.profile=prod");
  }

  @Test
  void aKeystoreWithoutPasswordStopsTheStart() {
    refuses(
        "expected both keystore and password-file",
        "azra.deployment=d.json",
        "azra.attestor.keystore=attestor.json");
  }

  /** Unless a test says otherwise, a replica: that needs no node. */
  private void refuses(String explanation, String... properties) {
    runner
        .withPropertyValues("azra.chain.replica=true")
        .withPropertyValues(properties)
        .run(context ->
            assertThat(context)
                .hasFailed()
                .getFailure()
                .satisfies(failure -> assertThat(causes(failure)).contains(explanation)));
  }

  private static String causes(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }
}
