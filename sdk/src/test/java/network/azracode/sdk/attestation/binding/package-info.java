// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.attestation.binding;

import org.jspecify.annotations.NullMarked;
