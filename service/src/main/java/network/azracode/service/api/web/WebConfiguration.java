// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;
import network.azracode.sdk.protocol.Json;
import network.azracode.service.jobs.JobState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Every controller of the api lives below {@code /api/v1}; JSON is the protocol's own. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private static final String API_PACKAGE = "network.azracode.service.api";

  @Override
  public void configurePathMatch(PathMatchConfigurer paths) {
    paths.addPathPrefix("/api/v1", HandlerTypePredicate.forBasePackage(API_PACKAGE));
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new LogFields());
  }

  /** Words of the API, where Spring would expect the names of constants. */
  @Override
  public void addFormatters(FormatterRegistry formatters) {
    formatters.addConverter(String.class, JobState.class, JobState::of);
  }

  /** Strict on the way in; on the way out, amounts are decimal strings that no script rounds. */
  @Bean
  JsonMapper jsonMapper() {
    return Json.MAPPER
        .rebuild()
        .withConfigOverride(
            BigInteger.class,
            amount -> amount.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .build();
  }
}
