// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

/** Where a node stands, in the contract's order. */
public enum NodeStatus {
  NONE,
  REGISTERED,
  ATTESTED,
  CONDEMNED
}
