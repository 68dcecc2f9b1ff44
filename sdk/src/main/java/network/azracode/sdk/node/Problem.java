// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

/** An error as RFC 9457 writes it, with a stable code. */
record Problem(int status, String code, String detail) {}
