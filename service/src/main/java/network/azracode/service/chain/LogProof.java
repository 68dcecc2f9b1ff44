// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain;

/** What proves that a node told the logs of our contracts, all of them and nothing else. */
public enum LogProof {
  /**
   * The header's bloom must be made of the logs told; where it leaves a doubt, the receipts must
   * match the header's receipts root.
   */
  BLOOM,
  /** The receipts of every block that may hold a log of ours must match the receipts root. */
  RECEIPTS,
  /**
   * Neither, for chains whose headers say nothing of logs, or too little: a second provider must
   * tell the same.
   */
  WITNESS
}
