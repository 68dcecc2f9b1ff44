// SPDX-License-Identifier: Apache-2.0
/**
 * What other modules see of the chain: they declare the events they keep ({@link
 * network.azracode.service.chain.spi.Projection}), and read what was kept as of one block ({@link
 * network.azracode.service.chain.spi.Ledger}).
 */
@NullMarked
@NamedInterface("spi")
package network.azracode.service.chain.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
