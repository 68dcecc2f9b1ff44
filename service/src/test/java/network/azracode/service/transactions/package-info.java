// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.transactions;

import org.jspecify.annotations.NullMarked;
