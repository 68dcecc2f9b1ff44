// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.spi.EventMalformed;
import network.azracode.service.chain.spi.WordType;
import network.azracode.service.testing.PostgresServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is copied in binary is what the database then holds, digit by digit. */
class BinaryCopyTest {
  private final JdbcTemplate jdbc =
      new JdbcTemplate(new SingleConnectionDataSource(PostgresServer.freshDatabase(), true));

  @Test
  @DisplayName(
      "D-20 every number that a word can hold comes back as it was, and as INSERT writes it")
  void numbersComeBack() throws EventMalformed {
    long seed = new Random().nextLong();
    List<BigInteger> numbers = numbers(new Random(seed));
    jdbc.execute("CREATE TABLE t (place int4, copied numeric, inserted numeric)");
    ColumnWriter writer = ColumnWriter.of(WordType.of("uint128"), "numeric");
    BinaryCopy rows = new BinaryCopy(2);
    for (int i = 0; i < numbers.size(); i++) {
      rows.startRow();
      rows.integer(i);
      writer.write(Bytes32.of(numbers.get(i)).toByteArray(), 0, rows);
      rows.finishRow();
    }
    rows.send(jdbc, "COPY t (place, copied) FROM STDIN (FORMAT binary)");
    for (int i = 0; i < numbers.size(); i++) {
      jdbc.update("UPDATE t SET inserted = ? WHERE place = ?", new BigDecimal(numbers.get(i)), i);
    }
    assertThat(jdbc.queryForList("SELECT copied FROM t ORDER BY place", BigDecimal.class))
        .as("seed %d", seed)
        .isEqualTo(numbers.stream().map(BigDecimal::new).toList());
    assertThat(
            jdbc.queryForObject(
                "SELECT count(*) FROM t WHERE numeric_send(copied) <> numeric_send(inserted)",
                Long.class))
        .as("seed %d", seed)
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "uint64, int8, 8000000000000000",
    "uint24, int4, 01000000",
    "uint8, int2, 0100",
    "uint40, int8, 010000000000",
    "uint96, numeric, 01000000000000000000000000",
    "address, bytea, 010000000000000000000000000000000000000000"
  })
  @DisplayName("D-21 a bit outside of the type or of the column is malformed, and leaves no row")
  void whatDoesNotFitIsMalformed(String word, String column, String hex) {
    byte[] bytes = Bytes32.of("0x" + "0".repeat(64 - hex.length()) + hex).toByteArray();
    BinaryCopy rows = new BinaryCopy(1);
    rows.startRow();
    ColumnWriter writer = ColumnWriter.of(WordType.of(word), column);
    assertThatThrownBy(() -> writer.write(bytes, 0, rows)).isInstanceOf(EventMalformed.class);
    assertThat(rows.rows()).isZero();
  }

  private static List<BigInteger> numbers(Random random) {
    List<BigInteger> numbers = new ArrayList<>();
    for (int exponent = 0; exponent <= 38; exponent++) {
      BigInteger power = BigInteger.TEN.pow(exponent);
      numbers.addAll(List.of(power, power.subtract(BigInteger.ONE), power.add(BigInteger.ONE)));
    }
    numbers.add(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
    numbers.add(BigInteger.ONE.shiftLeft(63));
    for (int i = 0; i < 200; i++) {
      numbers.add(new BigInteger(random.nextInt(129), random));
    }
    return numbers;
  }
}
