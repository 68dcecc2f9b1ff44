// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How the service's configuration has its migrations applied. */
class SchemaUpdateTest {
  private final String database = PostgresServer.freshDatabase();

  @Test
  @DisplayName("H-90 S19 of several migrations of which one fails, none is applied")
  void anUpdateIsAppliedAsAWhole() {
    migrations().target("11").load().migrate();
    MigratedDatabase.at(database).jdbc().sql("DROP INDEX settlements_job_id_idx").update();
    new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
        .withPropertyValues("spring.datasource.url=" + database)
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("settlements_job_id_idx"));
    assertThat(migrations().load().info().current().getVersion()).hasToString("11");
  }

  private FluentConfiguration migrations() {
    return Flyway.configure().dataSource(MigratedDatabase.at(database).dataSource());
  }
}
