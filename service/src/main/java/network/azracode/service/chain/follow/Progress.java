// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

/** What one look at the chain led to. */
enum Progress {
  /** Our head is the node's latest block. */
  CAUGHT_UP,
  /** Blocks were added. */
  ADVANCED,
  /** Blocks were deleted; others are to follow. */
  ROLLED_BACK,
  /** The node tells a chain that only became shorter: look again at once, it may be another one. */
  BEHIND,
  /** The node has not got as far as we have. */
  LAGGING,
  /** The node has more, of which the witness has nothing yet. */
  UNWITNESSED
}
