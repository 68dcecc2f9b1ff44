// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.ledger.keys;

import org.jspecify.annotations.NullMarked;
