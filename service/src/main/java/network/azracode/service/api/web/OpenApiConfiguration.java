// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The document at {@code /v3/api-docs}; value types appear as what they are in JSON. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  @Bean
  OpenAPI openApi() {
    SpringDocUtils.getConfig()
        .replaceWithSchema(Address.class, hex(20))
        .replaceWithSchema(Bytes32.class, hex(32))
        .replaceWithSchema(JobId.class, hex(32))
        .replaceWithSchema(NodeId.class, new IntegerSchema().format("int64"))
        .replaceWithSchema(PolicyId.class, new IntegerSchema().format("int32"))
        .replaceWithSchema(BigInteger.class, new StringSchema().pattern("[0-9]{1,39}"));
    return new OpenAPI()
        .info(
            new Info()
                .title("AzraCode settlement")
                .version("1")
                .description(
                    "Stake, jobs, settlements and attestation, as the chain tells them. Amounts are"
                        + " decimal strings of token base units; times are unix seconds.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
  }

  private static StringSchema hex(int bytes) {
    return (StringSchema) new StringSchema().pattern("0x[0-9a-f]{" + 2 * bytes + "}");
  }
}
