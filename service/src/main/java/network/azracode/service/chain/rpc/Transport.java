// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.io.InputStream;

/** Carries a request to one node, and its answer back. */
@FunctionalInterface
public interface Transport {
  /**
   * @return the answer as it comes, bounded in size and time; to be closed by the caller
   * @throws RpcFailure if none came in time
   */
  InputStream post(byte[] request);
}
