// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import network.azracode.sdk.protocol.AzraException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Our own refusals say already what was expected and found. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalAnalyzer extends AbstractFailureAnalyzer<AzraException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, AzraException refusal) {
    return new FailureAnalysis(refusal.code() + ": " + refusal.getMessage(), null, refusal);
  }
}
