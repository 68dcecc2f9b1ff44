// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.evidence.DcapQuote;

/** SGX and TDX quotes of every version. */
public final class DcapQuoteFuzz {
  private DcapQuoteFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(DcapQuote::parse, input);
  }
}
