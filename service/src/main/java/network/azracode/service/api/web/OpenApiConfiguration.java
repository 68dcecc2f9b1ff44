// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigInteger;
import java.util.List;
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
  private static final String DESCRIPTION =
      """
      Stake, jobs, settlements and attestation of the AzraCode network, as the chain tells them. \
      Nothing of what a job was about is known here.

      * **Amounts** are decimal strings of token base units; `GET /api/v1/deployment` tells the \
      token's decimals. **Times** are unix seconds.
      * Answers from the ledger carry **`asOf`**: the block that they speak of, its hash and its \
      finality. A list that has not changed since answers 304 to its `ETag`.
      * Lists are **pages**: pass `next` as `after` until it is null. At most 200 items each.
      * Errors are `application/problem+json` with a stable `code`.
      * Reads are public. What an operator writes, the operator signs (EIP-712).
      """;

  /** In the order in which a newcomer would read them. */
  private static final List<Tag> TAGS =
      List.of(
          tag("settlements", "What was paid for which job, and what of it was claimed; also live."),
          tag("jobs", "That jobs ran, for whom, at what price, and how they ended."),
          tag("nodes", "Nodes with their stake, their verdict, their earnings and their offer."),
          tag("attestation", "Evidence in, verdicts out; and all that it takes to verify again."),
          tag("network", "Which contracts on which chain this service speaks for."));

  @Bean
  OpenAPI openApi() {
    SpringDocUtils.getConfig()
        .replaceWithSchema(Address.class, hex(20))
        .replaceWithSchema(Bytes32.class, hex(32))
        .replaceWithSchema(JobId.class, hex(32))
        .replaceWithSchema(NodeId.class, number("int64"))
        .replaceWithSchema(PolicyId.class, number("int32"))
        .replaceWithSchema(BigInteger.class, amount());
    return new OpenAPI()
        .tags(TAGS)
        .info(
            new Info()
                .title("AzraCode settlement")
                .version("1")
                .description(DESCRIPTION)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
  }

  private static Schema<?> hex(int bytes) {
    return new StringSchema()
        .pattern("0x[0-9a-f]{" + 2 * bytes + "}")
        .example("0x" + "5e".repeat(bytes));
  }

  private static Schema<?> number(String format) {
    return new IntegerSchema().format(format).example(1);
  }

  private static Schema<?> amount() {
    return new StringSchema().pattern("[0-9]{1,39}").example("1500000000000000000000");
  }

  private static Tag tag(String name, String description) {
    return new Tag().name(name).description(description);
  }
}
