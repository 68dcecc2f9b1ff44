// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import network.azracode.sdk.protocol.Json;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.http.server.RequestPath;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Every controller of the api lives below {@code /api/<version>}; JSON is the protocol's own. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private static final String API_PACKAGE = "network.azracode.service.api";
  private static final int VERSION_SEGMENT = 1;

  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    paths.addPathPrefix(
        "/api/{version}",
        HandlerTypePredicate.builder()
            .basePackage(API_PACKAGE)
            .annotation(RestController.class)
            .build());
  }

  @Override
  public void configureApiVersioning(ApiVersionConfigurer versions) {
    versions
        .usePathSegment(VERSION_SEGMENT, WebConfiguration::isApi)
        .setVersionRequired(false)
        .addSupportedVersions("1")
        .detectSupportedVersions(false);
  }

  /** Strict on the way in: unknown, missing, repeated and null fields are errors. */
  @Bean
  JsonMapper jsonMapper() {
    return Json.MAPPER
        .rebuild()
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .build();
  }

  private static boolean isApi(RequestPath path) {
    return path.value().startsWith("/api/");
  }
}
