// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import tools.jackson.core.JsonParser;

/** Reads one result off a stream: the parser stands on its first token, and leaves on its last. */
@FunctionalInterface
interface ResultReader<T> {
  T read(JsonParser parser);
}
