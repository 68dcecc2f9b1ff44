// SPDX-License-Identifier: Apache-2.0
/** Nodes, their stake and the verdicts on them, as the chain tells them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"chain :: spi"})
package network.azracode.service.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
