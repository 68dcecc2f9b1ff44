// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.attestation;

import org.jspecify.annotations.NullMarked;
