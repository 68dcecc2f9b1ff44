// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.AzraProperties;
import network.azracode.service.AzraProperties.Network;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.ReadSide;
import network.azracode.service.testing.ServiceScene;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I-14 effective policies")
class EffectivePoliciesTest {
  private final ServiceScene scene = new ServiceScene();

  @Test
  void productionJudgesByNoPolicyThatAcceptsDevelopmentHoweverLateItCame() {
    long now = Instant.now().getEpochSecond();
    assertThat(of(Network.TEST).of(ServiceScene.POLICY, now).document().digest()).isNotNull();
    assertThatThrownBy(() -> of(Network.PRODUCTION).of(ServiceScene.POLICY, now))
        .isInstanceOf(AzraException.class)
        .hasMessageContaining("expected hardware, found one that accepts DEVELOPMENT");
  }

  private EffectivePolicies of(Network network) {
    var properties = scene.properties();
    var azra =
        new AzraProperties(
            (Path) requireNonNull(properties.get("azra.deployment")),
            network,
            "production",
            (Path) properties.get("azra.policies"),
            new AzraProperties.Bind(false),
            false,
            null,
            null,
            null,
            null,
            null,
            null);
    var database =
        MigratedDatabase.at((String) requireNonNull(properties.get("spring.datasource.url")));
    return new EffectivePolicies(ReadSide.of(database).policies(), new PolicyDocuments(azra), azra);
  }
}
