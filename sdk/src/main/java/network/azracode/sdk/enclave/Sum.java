// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.charset.StandardCharsets;

/**
 * Adds signed decimal integers, one on each line; answers in decimal digits. A line or a sum
 * outside of 64 bits is a failure.
 */
record Sum() implements Program {
  private static final long STEPS_PER_BYTE = 8;

  @Override
  public String name() {
    return "azra/sum/1";
  }

  @Override
  public byte[] run(byte[] input, Meter meter) {
    long sum = 0;
    int from = 0;
    while (from < input.length) {
      int to = endOfLine(input, from);
      meter.charge((to - from + 1) * STEPS_PER_BYTE);
      try {
        sum = Math.addExact(sum, parse(input, from, to));
      } catch (ArithmeticException e) {
        throw new ProgramFailure("expected integers and sums of at most 64 bits");
      }
      from = to + 1;
    }
    return Long.toString(sum).getBytes(StandardCharsets.US_ASCII);
  }

  private static int endOfLine(byte[] input, int from) {
    int to = from;
    while (to < input.length && input[to] != '\n') {
      to++;
    }
    return to;
  }

  /** Works on the bytes themselves: a String of the input could not be wiped. */
  private static long parse(byte[] input, int from, int to) {
    boolean negative = from < to && input[from] == '-';
    int first = negative ? from + 1 : from;
    if (first >= to) {
      throw new ProgramFailure("expected an integer on every line");
    }
    long value = 0;
    for (int i = first; i < to; i++) {
      int digit = input[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new ProgramFailure("expected decimal digits only");
      }
      value = Math.subtractExact(Math.multiplyExact(value, 10L), digit);
    }
    return negative ? value : Math.negateExact(value);
  }
}
