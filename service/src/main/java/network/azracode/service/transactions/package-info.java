// SPDX-License-Identifier: Apache-2.0
/**
 * Sends what this service must send exactly once. The rules are the toolkit's ({@code
 * sdk.ledger.sending}); here is the store that lets several processes share a key.
 */
@ApplicationModule(allowedDependencies = {"chain"})
@NullMarked
package network.azracode.service.transactions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
