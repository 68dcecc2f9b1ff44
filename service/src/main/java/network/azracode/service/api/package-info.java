// SPDX-License-Identifier: Apache-2.0
/** REST under {@code /api/v1}, the event stream and the history page, over public read types. */
@NullMarked
package network.azracode.service.api;

import org.jspecify.annotations.NullMarked;
