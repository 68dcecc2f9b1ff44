// SPDX-License-Identifier: Apache-2.0
/**
 * Is evidence genuine at a time, and does a policy accept it? Time and collateral are arguments;
 * nothing here opens a socket or reads a clock. Words are those of RFC 9334.
 */
@NullMarked
package network.azracode.sdk.attestation;

import org.jspecify.annotations.NullMarked;
