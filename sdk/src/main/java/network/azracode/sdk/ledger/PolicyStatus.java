// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

/** Where a policy stands, in the contract's order. A suspension is not a status: it is a time. */
public enum PolicyStatus {
  NONE,
  ACTIVE,
  RETIRED
}
