// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/** What an Intel quote says about the enclave or trust domain that asked for it. */
public sealed interface QuoteBody permits SgxReport, TdReport {

  /** The 64 bytes of the asker's choice. */
  Octets reportData();

  /** Whether the host may look inside. */
  boolean debug();
}
