// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.api.stream;

import org.jspecify.annotations.NullMarked;
