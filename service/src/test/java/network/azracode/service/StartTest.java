// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.testing.PostgresServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The whole application on a real database. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
@AutoConfigureRestTestClient
@DisplayName("I-6, I-16 start")
class StartTest {
  @TempDir private static Path folder;

  @Autowired private RestTestClient client;
  @LocalManagementPort private int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    Path file = folder.resolve("deployment.json");
    new Deployment(31_337, Bytes32.ZERO, 1, Address.ZERO, Address.ZERO, Address.ZERO, Address.ZERO)
        .write(file);
    registry.add("azra.deployment", file::toString);
    registry.add("azra.chain.replica", () -> true);
    registry.add("spring.datasource.url", PostgresServer::freshDatabase);
  }

  @Test
  void theDeploymentIsToldWithItsProfile() {
    client
        .get()
        .uri("/api/v1/deployment")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.chainId")
        .isEqualTo(31_337)
        .jsonPath("$.profile")
        .isEqualTo("production")
        .jsonPath("$.network")
        .isEqualTo("test");
  }

  @Test
  void theVersionIsToldWithItsCommit() {
    client
        .get()
        .uri("/api/v1/version")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.commit")
        .value(String.class, commit -> assertThat(commit).matches("[0-9a-f]{40}(-dirty)?|unknown"));
  }

  /** [I-16] */
  @Test
  void theManagementPortTellsTheSameVersion() {
    Version version = Version.ofThisProgram();
    management("/actuator/info")
        .json(
            """
            {"name": "%s", "version": "%s", "commit": "%s"}\
            """
                .formatted(version.name(), version.version(), version.commit()),
            JsonCompareMode.STRICT);
  }

  @Test
  void theHistoryPageIsServedAtTheRoot() {
    client
        .get()
        .uri("/")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("Settlement history"));
  }

  @Test
  void theDocumentationListsTheApiUnderItsVersion() {
    client
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/api/v1/deployment']")
        .exists();
    client.get().uri("/swagger-ui/index.html").exchange().expectStatus().isOk();
  }

  @Test
  void healthIsOnlyOnItsOwnPort() {
    client.get().uri("/actuator/health").exchange().expectStatus().isNotFound();
    management("/actuator/health");
  }

  private RestTestClient.BodyContentSpec management(String path) {
    return RestTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + managementPort)
        .build()
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }
}
