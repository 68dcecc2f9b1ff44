// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service;

import org.jspecify.annotations.NullMarked;
