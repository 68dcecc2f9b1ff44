// SPDX-License-Identifier: Apache-2.0
/**
 * The chain node that tests run on; in the test-jar, so that the service's tests use it as well.
 */
@NullMarked
package network.azracode.sdk.testnode;

import org.jspecify.annotations.NullMarked;
