// SPDX-License-Identifier: Apache-2.0
/** Looks at everything the service rests on before anything is changed, and refuses to start. */
@NullMarked
@ApplicationModule(allowedDependencies = {"chain", "attestation", "transactions"})
package network.azracode.service.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
