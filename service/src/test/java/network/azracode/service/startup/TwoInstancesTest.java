// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.AzraService;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("I-15 migrations")
class TwoInstancesTest {
  @TempDir private Path folder;

  @Test
  void twoThatStartTogetherMigrateOnce() throws Exception {
    String url = PostgresServer.freshDatabase();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<ConfigurableApplicationContext>> starting =
          both.invokeAll(List.of(() -> start(url, "a"), () -> start(url, "b")));
      for (Future<ConfigurableApplicationContext> started : starting) {
        started.get().close();
      }
    }
    List<@Nullable String> applied =
        MigratedDatabase.at(url)
            .jdbc()
            .sql("SELECT version FROM flyway_schema_history WHERE success")
            .query(String.class)
            .list();
    assertThat(applied).doesNotHaveDuplicates().contains("1");
  }

  private ConfigurableApplicationContext start(String url, String name) throws IOException {
    Path file = folder.resolve(name + ".json");
    new Deployment(31_337, Bytes32.ZERO, 1, Address.ZERO, Address.ZERO, Address.ZERO, Address.ZERO)
        .write(file);
    var application = new SpringApplication(AzraService.class);
    application.setRegisterShutdownHook(false);
    return application.run(
        "--server.port=0",
        "--management.server.port=0",
        "--spring.main.banner-mode=off",
        "--spring.datasource.url=" + url,
        "--azra.chain.replica=true",
        "--azra.deployment=" + file);
  }
}
