// SPDX-License-Identifier: Apache-2.0
/** Where keys are kept: in an encrypted file, or with a signer elsewhere. */
@NullMarked
package network.azracode.sdk.ledger.keys;

import org.jspecify.annotations.NullMarked;
