// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows in PostgreSQL's binary COPY format. A row counts once it is {@link #finishRow finished};
 * what a row that was not finished wrote is written over.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, Binary Format</a>
 */
final class BinaryCopy {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int NUMERIC_BASE = 10_000;
  private static final int DIGITS_PER_LONG = 4;
  private static final BigInteger CHUNK = BigInteger.valueOf(10_000_000_000_000_000L);

  private final short columns;
  private byte[] bytes = Arrays.copyOf(HEADER, 8 << 10);
  private int written = HEADER.length;
  private int finished = HEADER.length;
  private int rows;

  BinaryCopy(int columns) {
    this.columns = (short) columns;
  }

  int rows() {
    return rows;
  }

  void startRow() {
    written = finished;
    shortValue(columns);
  }

  void finishRow() {
    finished = written;
    rows++;
  }

  void nothing() {
    intValue(-1);
  }

  void bytea(byte[] value, int from, int length) {
    intValue(length);
    room(length);
    System.arraycopy(value, from, bytes, written, length);
    written += length;
  }

  void bytea(byte[] value) {
    bytea(value, 0, value.length);
  }

  void text(String value) {
    bytea(value.getBytes(UTF_8));
  }

  void smallint(int value) {
    intValue(Short.BYTES);
    shortValue(value);
  }

  void integer(int value) {
    intValue(Integer.BYTES);
    intValue(value);
  }

  void bigint(long value) {
    intValue(Long.BYTES);
    room(Long.BYTES);
    LONG.set(bytes, written, value);
    written += Long.BYTES;
  }

  /**
   * A whole number, in digits of ten thousand.
   *
   * @param value not negative
   */
  void numeric(BigInteger value) {
    int chunks = 1;
    for (BigInteger left = value.divide(CHUNK); left.signum() > 0; left = left.divide(CHUNK)) {
      chunks++;
    }
    int[] digits = new int[chunks * DIGITS_PER_LONG];
    BigInteger left = value;
    for (int chunk = chunks - 1; chunk >= 0; chunk--) {
      BigInteger[] parts = left.divideAndRemainder(CHUNK);
      spread(parts[1].longValue(), digits, chunk * DIGITS_PER_LONG);
      left = parts[0];
    }
    numeric(digits);
  }

  /**
   * As {@link #numeric(BigInteger)}.
   *
   * @param value below ten to the sixteenth
   */
  void numeric(long value) {
    int[] digits = new int[DIGITS_PER_LONG];
    spread(value, digits, 0);
    numeric(digits);
  }

  private static void spread(long value, int[] digits, int from) {
    long left = value;
    for (int i = from + DIGITS_PER_LONG - 1; i >= from; i--) {
      digits[i] = (int) (left % NUMERIC_BASE);
      left /= NUMERIC_BASE;
    }
  }

  /** Without zeros at either end: that is how PostgreSQL itself writes them. */
  private void numeric(int[] digits) {
    int first = 0;
    while (first < digits.length && digits[first] == 0) {
      first++;
    }
    int end = digits.length;
    while (end > first && digits[end - 1] == 0) {
      end--;
    }
    int count = end - first;
    intValue((4 + count) * Short.BYTES);
    shortValue(count);
    shortValue(count == 0 ? 0 : digits.length - 1 - first);
    shortValue(0);
    shortValue(0);
    for (int i = first; i < end; i++) {
      shortValue(digits[i]);
    }
  }

  private void shortValue(int value) {
    room(Short.BYTES);
    SHORT.set(bytes, written, (short) value);
    written += Short.BYTES;
  }

  private void intValue(int value) {
    room(Integer.BYTES);
    INT.set(bytes, written, value);
    written += Integer.BYTES;
  }

  private void room(int more) {
    if (written + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, written + more));
    }
  }

  /** Sends what is finished, within the transaction that is open. */
  void send(JdbcTemplate jdbc, String copy) {
    if (rows == 0) {
      return;
    }
    written = finished;
    shortValue(-1);
    jdbc.execute(
        (ConnectionCallback<Long>)
            connection -> {
              var stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
              try {
                stream.writeToCopy(bytes, 0, written);
                return stream.endCopy();
              } finally {
                if (stream.isActive()) {
                  stream.cancelCopy();
                }
              }
            });
  }
}
