// SPDX-License-Identifier: Apache-2.0
/** AWS's rules for the certificates inside Nitro attestation documents. Knows no policy. */
@NullMarked
package network.azracode.sdk.attestation.nitro;

import org.jspecify.annotations.NullMarked;
