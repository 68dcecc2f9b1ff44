// SPDX-License-Identifier: Apache-2.0
/** Real parts for tests: a PostgreSQL server, and databases of it. */
@NullMarked
package network.azracode.service.testing;

import org.jspecify.annotations.NullMarked;
