// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of following the chain, run by hand: docs/performance.md. */
@NullMarked
package network.azracode.service.bench;

import org.jspecify.annotations.NullMarked;
