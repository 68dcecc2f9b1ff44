// SPDX-License-Identifier: Apache-2.0
/** Follows the chain: fetch, check, decode, commit, roll back. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package network.azracode.service.chain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
