// SPDX-License-Identifier: Apache-2.0
/** Settlement history and totals, each payment beside the verdict that stood behind its node. */
@NullMarked
@ApplicationModule(allowedDependencies = {"chain :: spi", "nodes", "jobs"})
package network.azracode.service.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
