// SPDX-License-Identifier: Apache-2.0
/** What many commands ask for alike: the chain, the key, the service, amounts. */
@NullMarked
package network.azracode.sdk.cli.options;

import org.jspecify.annotations.NullMarked;
