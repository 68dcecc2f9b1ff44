// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Json;
import network.azracode.service.testing.SceneService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document that programs are written against tells of every endpoint. */
@DisplayName("I-10 OpenAPI")
class OpenApiTest extends SceneService {
  @Autowired private RestTestClient client;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  @Test
  void everyEndpointIsDocumented() {
    Set<String> served =
        mapping.getHandlerMethods().keySet().stream()
            .flatMap(info ->
                info.getMethodsCondition().getMethods().stream()
                    .flatMap(method ->
                        info.getPatternValues().stream().map(path -> method.name() + " " + path)))
            .filter(endpoint -> endpoint.contains(" /api/"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(served).hasSizeGreaterThan(15).isEqualTo(documented());
  }

  @Test
  void valueTypesAppearAsWhatTheyAreInJson() {
    JsonNode node = document().at("/components/schemas/NodeAnswer/properties");
    assertThat(node.at("/operator/pattern").asString()).isEqualTo("0x[0-9a-f]{40}");
    assertThat(node.at("/stake/type").asString()).isEqualTo("string");
    assertThat(node.at("/nodeId/type").asString()).isEqualTo("integer");
  }

  /** [I-25] */
  @Test
  void everyOperationIsExplainedAndBelongsToADescribedTag() {
    JsonNode document = document();
    List<String> tags =
        document.get("tags").valueStream().map(tag -> tag.get("name").asString()).toList();
    assertThat(operations(document))
        .isNotEmpty()
        .allSatisfy(operation -> {
          assertThat(operation.path("summary").asString("")).isNotBlank().doesNotContain("<");
          assertThat(tags).contains(operation.at("/tags/0").asString());
        });
  }

  private static List<JsonNode> operations(JsonNode document) {
    return document.get("paths").valueStream().flatMap(JsonNode::valueStream).toList();
  }

  private Set<String> documented() {
    Set<String> endpoints = new TreeSet<>();
    document()
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(method -> endpoints.add(method.toUpperCase() + " " + path.getKey())));
    return endpoints;
  }

  private JsonNode document() {
    byte[] body =
        client
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBodyContent();
    return Json.MAPPER.readTree(body);
  }
}
