// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.postgresql.PGConnection;

/**
 * The floor that following is measured against: the same logs fetched, decoded by a bare loop and
 * copied in binary into typed tables with primary keys under one checkpoint. Nothing is checked,
 * not even that there are blocks. One file that shares no class with the service.
 *
 * <p>Each line on standard input starts a run into fresh tables; each run answers with a line
 * {@code events seconds}.
 */
final class Floor {
  private static final int BLOCKS_AT_ONCE = 100;
  private static final byte[] COPY_HEADER =
      HexFormat.of().parseHex("5047434f50590aff0d0a000000000000000000");
  private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);
  private static final String[] EVENTS = {
    "JobOpened(bytes32*,uint64*,address*,address,uint96,uint96,uint40,bytes32,uint64,uint24,uint16)",
    "JobSettled(bytes32*,uint64*,address*,uint64,uint96,uint96,uint96,uint40,uint40,uint40,bytes32)",
    "SessionJobSettled(bytes32*,uint32,uint64,bytes32)",
    "SessionSettled(bytes32*,uint64*,address*,address,uint32,uint96,uint96,uint32)",
    "SessionOpened(bytes32*,uint64*,address*,uint24,uint96,uint96,uint40,uint32,uint64,uint16)",
    "Deposited(address*,address*,uint128)",
    "Withdrawn(address*,address*,uint128)",
    "StakeAdded(uint64*,address*,address*,uint96)",
    "EarningsClaimed(uint64*,address*,uint112)",
    "ReceiptSkipped(bytes32*,uint64*,address*)",
    "NodeRegistered(uint64*,address*,address*)",
    "NodeAttested(uint64*,address*,address*,bytes32,uint24,uint8,uint8,bytes32,uint32,uint32)"
  };

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Table> tables = new HashMap<>();
  private final URI rpc;
  private final String addresses;

  /** One event's table; its rows gather in {@code rows}. */
  private static final class Table {
    final String name;
    final String[] types;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    final DataOutputStream rows = new DataOutputStream(bytes);
    int count;

    Table(String event) {
      this.name = "floor_" + event.substring(0, event.indexOf('('));
      this.types = event.substring(event.indexOf('(') + 1, event.length() - 1).split(",");
    }
  }

  private Floor(URI rpc, String registry, String settlement) {
    this.rpc = rpc;
    this.addresses = "[\"" + registry + "\",\"" + settlement + "\"]";
    for (String event : EVENTS) {
      byte[] signature = event.replace("*", "").getBytes(US_ASCII);
      KeccakDigest digest = new KeccakDigest(256);
      digest.update(signature, 0, signature.length);
      byte[] topic = new byte[32];
      digest.doFinal(topic, 0);
      tables.put(HexFormat.of().formatHex(topic), new Table(event));
    }
  }

  /**
   * @param arguments RPC URL, JDBC URL, registry, settlement, first and last block
   */
  public static void main(String[] arguments) throws Exception {
    Floor floor = new Floor(URI.create(arguments[0]), arguments[2], arguments[3]);
    long first = Long.parseLong(arguments[4]);
    long last = Long.parseLong(arguments[5]);
    try (Connection database = DriverManager.getConnection(arguments[1]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
      while (input.readLine() != null) {
        floor.makeTables(database);
        long start = System.nanoTime();
        int events = floor.run(database, first, last);
        System.out.printf("%d %.4f%n", events, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private void makeTables(Connection database) throws Exception {
    database.setAutoCommit(true);
    try (Statement statement = database.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS floor_checkpoint");
      statement.execute("CREATE TABLE floor_checkpoint (block bigint NOT NULL)");
      statement.execute("INSERT INTO floor_checkpoint VALUES (0)");
      for (Table table : tables.values()) {
        StringBuilder columns = new StringBuilder("block bigint, log int, tx bytea");
        for (int i = 0; i < table.types.length; i++) {
          String type = table.types[i].replace("*", "");
          columns.append(", c").append(i).append(' ');
          columns.append(!type.startsWith("uint") ? "bytea" : isLong(type) ? "bigint" : "numeric");
        }
        statement.execute("DROP TABLE IF EXISTS " + table.name);
        statement.execute(
            "CREATE TABLE " + table.name + " (" + columns + ", PRIMARY KEY (block, log))");
      }
    }
    database.setAutoCommit(false);
  }

  private static boolean isLong(String type) {
    return Integer.parseInt(type.substring(4)) <= 64;
  }

  private int run(Connection database, long first, long last) throws Exception {
    int events = 0;
    CompletableFuture<HttpResponse<byte[]>> next = fetch(first, last);
    for (long from = first; from <= last; from += BLOCKS_AT_ONCE) {
      byte[] answer = next.get().body();
      if (from + BLOCKS_AT_ONCE <= last) {
        next = fetch(from + BLOCKS_AT_ONCE, last);
      }
      events += decode(answer);
      copy(database);
      try (Statement statement = database.createStatement()) {
        statement.execute("UPDATE floor_checkpoint SET block = " + (from + BLOCKS_AT_ONCE - 1));
      }
      database.commit();
    }
    return events;
  }

  private CompletableFuture<HttpResponse<byte[]>> fetch(long from, long last) {
    long to = Math.min(last, from + BLOCKS_AT_ONCE - 1);
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x"
            + Long.toHexString(from)
            + "\",\"toBlock\":\"0x"
            + Long.toHexString(to)
            + "\",\"address\":"
            + addresses
            + "}]}";
    HttpRequest request =
        HttpRequest.newBuilder(rpc)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray());
  }

  /** Every string that a colon follows is a key; the others are values of the last key. */
  private int decode(byte[] json) throws Exception {
    int events = 0;
    int keyFrom = 0;
    int keyLength = 0;
    List<Integer> topics = new ArrayList<>();
    int data = 0;
    int dataLength = 0;
    int tx = 0;
    long block = 0;
    for (int i = 0; i < json.length; i++) {
      if (json[i] != '"') {
        continue;
      }
      int start = i + 1;
      int end = start;
      while (json[end] != '"') {
        end++;
      }
      i = end;
      if (json[end + 1] == ':') {
        keyFrom = start;
        keyLength = end - start;
        continue;
      }
      if (is(json, keyFrom, keyLength, "topics")) {
        topics.add(start + 2);
      } else if (is(json, keyFrom, keyLength, "data")) {
        data = start + 2;
        dataLength = (end - data) / 2;
      } else if (is(json, keyFrom, keyLength, "blockNumber")) {
        block = number(json, start + 2, end);
      } else if (is(json, keyFrom, keyLength, "transactionHash")) {
        tx = start + 2;
      } else if (is(json, keyFrom, keyLength, "logIndex")) {
        row(json, topics, data, dataLength, block, tx, (int) number(json, start + 2, end));
        topics.clear();
        events++;
      }
    }
    return events;
  }

  private static boolean is(byte[] json, int from, int length, String key) {
    if (length != key.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (json[from + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long number(byte[] json, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      value = value << 4 | Character.digit(json[i], 16);
    }
    return value;
  }

  private void row(
      byte[] json, List<Integer> topics, int data, int dataLength, long block, int tx, int log)
      throws Exception {
    Table table = tables.get(new String(json, topics.get(0), 64, US_ASCII));
    if (table == null) {
      return;
    }
    byte[] words = new byte[dataLength];
    hex(json, data, words);
    DataOutputStream out = table.rows;
    table.count++;
    out.writeShort(3 + table.types.length);
    out.writeInt(8);
    out.writeLong(block);
    out.writeInt(4);
    out.writeInt(log);
    byte[] word = new byte[32];
    hex(json, tx, word);
    out.writeInt(32);
    out.write(word);
    int topic = 1;
    int at = 0;
    for (String type : table.types) {
      if (type.endsWith("*")) {
        hex(json, topics.get(topic++), word);
        value(out, type, word, 0);
      } else {
        value(out, type, words, at);
        at += 32;
      }
    }
  }

  private static void hex(byte[] json, int from, byte[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) (nibble(json[from + 2 * i]) << 4 | nibble(json[from + 2 * i + 1]));
    }
  }

  private static int nibble(int digit) {
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
  }

  private static void value(DataOutputStream out, String type, byte[] word, int at)
      throws Exception {
    if (type.startsWith("bytes32")) {
      out.writeInt(32);
      out.write(word, at, 32);
    } else if (type.startsWith("address")) {
      out.writeInt(20);
      out.write(word, at + 12, 20);
    } else if (isLong(type.replace("*", ""))) {
      out.writeInt(8);
      out.write(word, at + 24, 8);
    } else {
      numeric(out, new BigInteger(1, Arrays.copyOfRange(word, at, at + 32)));
    }
  }

  private static void numeric(DataOutputStream out, BigInteger value) throws Exception {
    short[] digits = new short[12];
    int count = 0;
    for (BigInteger left = value; left.signum() > 0; ) {
      BigInteger[] parts = left.divideAndRemainder(TEN_THOUSAND);
      digits[count++] = parts[1].shortValue();
      left = parts[0];
    }
    out.writeInt(8 + 2 * count);
    out.writeShort(count);
    out.writeShort(Math.max(0, count - 1));
    out.writeInt(0);
    for (int i = count - 1; i >= 0; i--) {
      out.writeShort(digits[i]);
    }
  }

  private void copy(Connection database) throws Exception {
    for (Table table : tables.values()) {
      if (table.count == 0) {
        continue;
      }
      table.rows.writeShort(-1);
      var copy =
          database
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + table.name + " FROM STDIN (FORMAT binary)");
      copy.writeToCopy(COPY_HEADER, 0, COPY_HEADER.length);
      byte[] rows = table.bytes.toByteArray();
      copy.writeToCopy(rows, 0, rows.length);
      copy.endCopy();
      table.bytes.reset();
      table.count = 0;
    }
  }
}
