// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Watches the chain, keeps the ledger, appraises evidence and answers people. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AzraService {
  private static final String REBUILD = "--azra.rebuild";

  public static void main(String[] args) {
    if (List.of(args).contains("--version")) {
      System.out.println(Version.ofThisProgram().line());
      return;
    }
    try {
      SpringApplication.run(AzraService.class, switchedOn(args));
    } catch (RuntimeException reported) {
      // startup.RefusalReporter has said why
      System.exit(1);
    }
  }

  /** An option that says yes by being there; to Spring it would be empty, which is no answer. */
  static String[] switchedOn(String... args) {
    return Stream.of(args)
        .map(argument -> argument.equals(REBUILD) ? argument + "=true" : argument)
        .toArray(String[]::new);
  }
}
