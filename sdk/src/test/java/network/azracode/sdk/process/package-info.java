// SPDX-License-Identifier: Apache-2.0
/** Processes that tests start; in the test-jar, so that the service's tests start theirs so too. */
@NullMarked
package network.azracode.sdk.process;

import org.jspecify.annotations.NullMarked;
