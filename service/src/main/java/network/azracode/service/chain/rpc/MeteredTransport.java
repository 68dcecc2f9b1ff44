// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.InputStream;
import java.net.URI;

/** Counts and times what another transport carries, up to the end of each answer. */
record MeteredTransport(Transport inner, URI endpoint, RpcMeters meters) implements Transport {
  private static final String METHOD = "\"method\":\"";
  private static final int LOOKED_AT = 512;

  @Override
  public InputStream post(byte[] request) {
    return meters.timed(endpoint, method(request), () -> inner.post(request));
  }

  /** Of our own requests, so the key stands where it is looked for; of a batch the first call's. */
  private static String method(byte[] request) {
    String start = new String(request, 0, Math.min(LOOKED_AT, request.length), ISO_8859_1);
    int from = start.indexOf(METHOD) + METHOD.length();
    int to = start.indexOf('"', from);
    return from < METHOD.length() || to < 0 ? "other" : start.substring(from, to);
  }
}
