// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** One line on standard error, whatever the log's format; Boot's own report is switched off. */
final class RefusalReporter implements FailureAnalysisReporter {
  @Override
  public void report(FailureAnalysis analysis) {
    System.err.println(
        "azra-service: refused to start: "
            + analysis.getDescription().strip().replaceAll("\\s+", " "));
  }
}
