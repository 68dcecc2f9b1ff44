// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

/** Carries a request to one node, and its answer back. */
@FunctionalInterface
public interface Transport {
  /**
   * @return the answer, bounded in size
   * @throws RpcFailure if none came in time
   */
  byte[] post(byte[] request);
}
