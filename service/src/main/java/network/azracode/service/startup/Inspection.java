// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at everything a service with this configuration rests on, and changes nothing. */
final class Inspection {
  private final List<Finding> findings = new ArrayList<>();

  private Inspection() {}

  /** In the order in which things rest on each other. */
  static List<Finding> of(ConfigurableEnvironment environment) {
    Inspection inspection = new Inspection();
    inspection.look(environment);
    return List.copyOf(inspection.findings);
  }

  private void look(ConfigurableEnvironment environment) {
    Settings settings = settings(environment);
    if (settings == null) {
      return;
    }
    new ListeningCheck(settings, environment).lookInto(this);
    new DatabaseCheck(settings, environment).lookInto(this);
    new PolicyFolderCheck(settings).lookInto(this);
    new AttestorKeyCheck(settings).lookInto(this);
    new ContractsCheck(settings).lookInto(this);
  }

  /** All that is wrong with the properties at once, as whoever writes them mends them at once. */
  private @Nullable Settings settings(ConfigurableEnvironment environment) {
    List<AzraException> wrong = new ArrayList<>();
    try {
      Settings settings = Settings.read(environment, wrong::add).orElse(null);
      if (settings != null) {
        add(Finding.good("properties"));
        return settings;
      }
    } catch (RuntimeException failure) {
      wrong.add(known(failure));
    }
    wrong.forEach(trouble -> add(Finding.bad("properties", trouble)));
    return null;
  }

  /** Runs a check that says by an {@link AzraException} what is wrong. */
  void check(String what, Runnable check) {
    found(
        what,
        () -> {
          check.run();
          return true;
        });
  }

  /** As {@link #check}, for one that later checks build on. */
  <T> Optional<T> found(String what, Supplier<T> check) {
    try {
      T value = check.get();
      findings.add(Finding.good(what));
      return Optional.of(value);
    } catch (RuntimeException failure) {
      findings.add(Finding.bad(what, known(failure)));
      return Optional.empty();
    }
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** A check must never end in a stack trace, whatever a foreign server answers. */
  static AzraException known(RuntimeException failure) {
    return failure instanceof AzraException known
        ? known
        : new AzraException(
            "check.failed", "expected to be able to check, found " + failure, failure);
  }
}
