// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.local;

import org.jspecify.annotations.NullMarked;
