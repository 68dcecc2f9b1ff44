// SPDX-License-Identifier: Apache-2.0
/** Job metadata, as the chain tells it: who opened what with whom, and how it ended. */
@NullMarked
@ApplicationModule(allowedDependencies = {"chain :: spi"})
package network.azracode.service.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
