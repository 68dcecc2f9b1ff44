// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

/** What of following can be seen from outside. */
interface Following {
  FollowerStatus status();

  /** Whether this instance is the one that writes the ledger. */
  boolean leads();
}
