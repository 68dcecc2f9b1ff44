// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.service.api.web;

import org.jspecify.annotations.NullMarked;
