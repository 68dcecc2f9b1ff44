// SPDX-License-Identifier: Apache-2.0
/** How every endpoint speaks HTTP: versions, limits, headers, problems. */
@NullMarked
package network.azracode.service.api.web;

import org.jspecify.annotations.NullMarked;
