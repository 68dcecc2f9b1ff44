// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

/** The process ends here: an error, as nothing in production catches those. */
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;
}
