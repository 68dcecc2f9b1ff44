// SPDX-License-Identifier: Apache-2.0
/**
 * The living network on one machine: embedded PostgreSQL, a chain of its own, the service, and
 * operators and clients that use only REST and RPC. Absent from the packaged jar, which is
 * production mode.
 */
@NullMarked
package network.azracode.service.local;

import org.jspecify.annotations.NullMarked;
