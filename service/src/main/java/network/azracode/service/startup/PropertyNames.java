// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.protocol.AzraException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code azra.*} names that this program knows, from the metadata that the compiler wrote of
 * its records. Spring looks for unknown names in files and arguments only; in a container they come
 * by the process environment.
 */
final class PropertyNames {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String PREFIX = "azra.";
  private static final String ENVIRONMENT_PREFIX = "AZRA_";

  /** Read by the tests, which may share a shell with us as the command line may. */
  private static final Pattern OF_TESTS = Pattern.compile("AZRA_(VECTORS|TEST_.*)");

  private final Set<String> names;
  private final Set<String> open;

  /**
   * @param names all, in kebab case
   * @param maps those of them under which more may follow
   */
  PropertyNames(Set<String> names, Set<String> maps) {
    this.names = Set.copyOf(names);
    this.open = new TreeSet<>(maps);
    open.removeIf(map -> names.stream().anyMatch(name -> name.startsWith(map + ".")));
  }

  static PropertyNames ofThisProgram() {
    Set<String> names = new TreeSet<>();
    Set<String> maps = new TreeSet<>();
    for (JsonNode property : properties()) {
      String name = property.path("name").asString("");
      if (name.startsWith(PREFIX)) {
        names.add(name);
        if (property.path("type").asString("").startsWith("java.util.Map")) {
          maps.add(name);
        }
      }
    }
    return new PropertyNames(names, maps);
  }

  /** A {@code property.unknown} for each name of ours that nobody reads. */
  List<AzraException> unknown(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream()
        .flatMap(source ->
            source instanceof EnumerablePropertySource<?> listed
                ? Arrays.stream(listed.getPropertyNames())
                : Stream.empty())
        .filter(name -> !isKnown(name))
        .distinct()
        .sorted()
        .map(name ->
            new AzraException(
                "property.unknown",
                "%s: expected one of %s, found a name that nobody reads"
                    .formatted(name, String.join(", ", new TreeSet<>(names)))))
        .toList();
  }

  /** Whether a name is none of ours, or one that we read. */
  boolean isKnown(String name) {
    if (name.startsWith(ENVIRONMENT_PREFIX)) {
      return Variables.ALL.contains(name)
          || OF_TESTS.matcher(name).matches()
          || isKnownVariable(name);
    }
    String plain = uniform(name);
    return !plain.startsWith(PREFIX)
        || names.stream().anyMatch(known -> isElement(uniform(known), plain))
        || open.stream().anyMatch(map -> plain.startsWith(uniform(map) + "."));
  }

  private boolean isKnownVariable(String variable) {
    String plain = variable.replaceFirst("_[0-9]+$", "");
    return names.stream().anyMatch(known -> variables(known).contains(plain))
        || open.stream()
            .flatMap(map -> variables(map).stream())
            .anyMatch(map -> variable.startsWith(map + "_"));
  }

  /** As Spring reads them: hyphens left out, or as underscores. */
  private static List<String> variables(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
    return List.of(upper.replace("-", ""), upper.replace('-', '_'));
  }

  private static boolean isElement(String known, String name) {
    return name.equals(known)
        || (name.startsWith(known) && name.substring(known.length()).matches("\\[[0-9]+]"));
  }

  private static String uniform(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static List<JsonNode> properties() {
    var mapper = new JsonMapper();
    try {
      Enumeration<java.net.URL> files = PropertyNames.class.getClassLoader().getResources(METADATA);
      Stream.Builder<JsonNode> found = Stream.builder();
      while (files.hasMoreElements()) {
        try (InputStream file = files.nextElement().openStream()) {
          mapper.readTree(file).path("properties").forEach(found::add);
        }
      }
      return found.build().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
