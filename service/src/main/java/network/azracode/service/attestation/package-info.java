// SPDX-License-Identifier: Apache-2.0
/**
 * Takes evidence and offers from operators, appraises evidence under the policy it names, signs
 * verdicts, and keeps what others need to verify again. Verdicts that reached the chain and the
 * stake behind them live in {@code nodes}.
 */
@ApplicationModule(allowedDependencies = {"chain :: spi", "nodes", "transactions"})
@NullMarked
package network.azracode.service.attestation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
