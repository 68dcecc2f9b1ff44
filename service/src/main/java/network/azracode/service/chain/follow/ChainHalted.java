// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import network.azracode.sdk.protocol.AzraException;

/** The chain asks for something that only a person may allow. Nothing was changed. */
final class ChainHalted extends AzraException {
  private static final long serialVersionUID = 1L;

  ChainHalted(String code, String message) {
    super(code, message);
  }
}
