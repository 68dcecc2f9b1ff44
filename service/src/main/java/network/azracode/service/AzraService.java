// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Watches the chain, keeps the ledger, appraises evidence and answers people. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AzraService {

  public static void main(String[] args) {
    SpringApplication.run(AzraService.class, args);
  }
}
