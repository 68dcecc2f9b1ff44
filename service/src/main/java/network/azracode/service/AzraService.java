// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Watches the chain, keeps the ledger, appraises evidence and answers people. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AzraService {

  public static void main(String[] args) {
    if (List.of(args).contains("--version")) {
      System.out.println(Version.ofThisProgram().line());
      return;
    }
    try {
      SpringApplication.run(AzraService.class, args);
    } catch (RuntimeException reported) {
      // startup.RefusalReporter has said why
      System.exit(1);
    }
  }
}
