// SPDX-License-Identifier: Apache-2.0
/** A chain, its nodes, crashes and faults, all out of one seed; the real follower runs on them. */
@NullMarked
package network.azracode.service.chain.simulation;

import org.jspecify.annotations.NullMarked;
