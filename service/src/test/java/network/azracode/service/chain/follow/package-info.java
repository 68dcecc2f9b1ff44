// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.chain.follow;

import org.jspecify.annotations.NullMarked;
