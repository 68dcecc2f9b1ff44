// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

/** Which of Intel's two authorities issued a platform's PCK certificate. */
public enum PckCa {
  PLATFORM("platform"),
  PROCESSOR("processor");

  private final String parameter;

  PckCa(String parameter) {
    this.parameter = parameter;
  }

  /** As the service's addresses spell it. */
  String parameter() {
    return parameter;
  }
}
