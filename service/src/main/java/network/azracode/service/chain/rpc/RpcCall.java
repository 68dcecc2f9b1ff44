// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.List;

/**
 * A method and its parameters.
 *
 * @param parameters strings, booleans, lists and maps of such
 */
record RpcCall(String method, List<Object> parameters) {
  static RpcCall of(String method, Object... parameters) {
    return new RpcCall(method, List.of(parameters));
  }
}
