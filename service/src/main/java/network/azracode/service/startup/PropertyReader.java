// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import jakarta.validation.Validation;
import java.util.Objects;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.AzraException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Reads records of properties as the application context will, only before there is one. */
final class PropertyReader {
  private final Binder binder;
  private final SpringValidatorAdapter validator =
      new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());

  PropertyReader(ConfigurableEnvironment environment) {
    var conversion = new ApplicationConversionService();
    conversion.addConverter(String.class, Finality.class, Finality::parse);
    this.binder =
        new Binder(
            ConfigurationPropertySources.get(environment),
            new PropertySourcesPlaceholdersResolver(environment),
            conversion);
  }

  /**
   * @throws AzraException {@code property.malformed}
   */
  <T> T read(Class<T> type) {
    String prefix =
        Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).prefix();
    try {
      return binder.bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
    } catch (BindException e) {
      throw malformed(prefix, e);
    }
  }

  private static AzraException malformed(String prefix, BindException failure) {
    String message =
        failure.getCause() instanceof BindValidationException invalid
            ? message(prefix, invalid.getValidationErrors().getAllErrors().getFirst())
            : message(failure);
    return new AzraException("property.malformed", message, failure);
  }

  private static String message(String prefix, ObjectError error) {
    String name = error instanceof FieldError field ? "." + kebab(field.getField()) : "";
    String found =
        error instanceof FieldError field && field.getRejectedValue() != null
            ? ", found " + field.getRejectedValue()
            : "";
    return prefix + name + ": " + error.getDefaultMessage() + found;
  }

  private static String message(BindException failure) {
    ConfigurationProperty property = failure.getProperty();
    String expected = failure.getTarget().getType().toString();
    return property == null
        ? failure.getName() + ": expected " + expected
        : "%s: expected %s, found \"%s\""
            .formatted(property.getName(), expected, property.getValue());
  }

  private static String kebab(String field) {
    return field.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }
}
