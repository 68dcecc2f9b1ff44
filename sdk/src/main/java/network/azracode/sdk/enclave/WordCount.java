// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.charset.StandardCharsets;

/** Counts runs of bytes that are not ASCII white space; answers in decimal digits. */
record WordCount() implements Program {
  private static final long STEPS_PER_BYTE = 4;

  @Override
  public String name() {
    return "azra/word-count/1";
  }

  @Override
  public byte[] run(byte[] input, Meter meter) {
    meter.charge(input.length * STEPS_PER_BYTE);
    long words = 0;
    boolean inWord = false;
    for (byte b : input) {
      boolean space = b == ' ' || (b >= '\t' && b <= '\r');
      if (!space && !inWord) {
        words++;
      }
      inWord = !space;
    }
    return Long.toString(words).getBytes(StandardCharsets.US_ASCII);
  }
}
