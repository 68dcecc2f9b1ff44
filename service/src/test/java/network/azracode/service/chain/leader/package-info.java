// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.chain.leader;

import org.jspecify.annotations.NullMarked;
