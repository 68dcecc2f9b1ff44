// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.chain.account;

import org.jspecify.annotations.NullMarked;
