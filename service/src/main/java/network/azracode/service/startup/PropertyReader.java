// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import jakarta.validation.Validation;
import jakarta.validation.constraints.AssertTrue;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
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
  /** A rule between properties: what stands behind it is a method's name and no property. */
  private static final String RULE = AssertTrue.class.getSimpleName();

  private final Binder binder;
  private final Consumer<AzraException> wrong;
  private final SpringValidatorAdapter validator =
      new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator());

  /**
   * @param wrong is told each wrong value, as {@code property.malformed}
   */
  PropertyReader(ConfigurableEnvironment environment, Consumer<AzraException> wrong) {
    this.wrong = wrong;
    var conversion = new ApplicationConversionService();
    conversion.addConverter(String.class, Finality.class, Finality::parse);
    this.binder =
        new Binder(
            ConfigurationPropertySources.get(environment),
            new PropertySourcesPlaceholdersResolver(environment),
            conversion);
  }

  /** Null if anything about it is wrong. */
  <T> @Nullable T read(Class<T> type) {
    String prefix =
        Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).prefix();
    try {
      return binder.bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
    } catch (BindException e) {
      messages(prefix, e)
          .map(message -> new AzraException("property.malformed", message, e))
          .forEach(wrong);
      return null;
    }
  }

  private static Stream<String> messages(String prefix, BindException failure) {
    return failure.getCause() instanceof BindValidationException invalid
        ? invalid.getValidationErrors().getAllErrors().stream()
            .map(error -> message(prefix, error))
            .sorted()
        : Stream.of(message(failure));
  }

  private static String message(String prefix, ObjectError error) {
    String sentence = ": " + error.getDefaultMessage();
    if (!(error instanceof FieldError field) || RULE.equals(error.getCode())) {
      return prefix + sentence;
    }
    Object found = field.getRejectedValue();
    return prefix
        + "."
        + kebab(field.getField())
        + sentence
        + (found == null ? "" : ", found " + found);
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
