// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import network.azracode.service.attestation.AttestationProperties;
import network.azracode.service.attestation.AttestorProperties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

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
    AttestorProperties.class,
    AttestationProperties.class
  })
  static class Properties {}

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
        });
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

  private void refuses(String explanation, String... properties) {
    runner
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
