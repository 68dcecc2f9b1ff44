// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.chain.spi;

import org.jspecify.annotations.NullMarked;
