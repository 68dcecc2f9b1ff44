// SPDX-License-Identifier: Apache-2.0
/** Settlements as server-sent events, resumable, and honest about reorganisations. */
@NullMarked
package network.azracode.service.api.stream;

import org.jspecify.annotations.NullMarked;
