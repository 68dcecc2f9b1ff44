// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.keys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import org.web3j.crypto.Sign;
import tools.jackson.databind.json.JsonMapper;

/** The eth1 API of a Web3Signer that really signs, or misbehaves in one way. */
public final class SignerStandIn implements AutoCloseable {
  /** How it answers when it is asked to sign. */
  public enum Manner {
    TRUE,
    ANOTHER_KEY,
    ANOTHER_TEXT,
    HIGH_S,
    NONSENSE,
    NOTHING,
    REFUSAL,
    REDIRECTION,
    SILENCE,
    TRICKLE,
    FLOOD
  }

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Signer key;
  private final String identifier;
  private final KeySigner other = KeySigner.random(new SecureRandom());
  private volatile Manner manner = Manner.TRUE;

  public SignerStandIn(KeySigner key) {
    this(key, key.publicKey());
  }

  /**
   * @param key that signs, in whatever way
   * @param publicKey 0x04, x, y
   */
  public SignerStandIn(Signer key, Octets publicKey) {
    this.key = key;
    this.identifier = identifier(publicKey);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/v1/eth1/publicKeys", this::publicKeys);
    server.createContext("/api/v1/eth1/sign/" + identifier, this::sign);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void behave(Manner manner) {
    this.manner = manner;
  }

  private void publicKeys(HttpExchange exchange) throws IOException {
    String keys = "[\"%s\",\"%s\"]".formatted(identifier(other.publicKey()), identifier);
    answer(exchange, 200, keys.getBytes(StandardCharsets.US_ASCII));
  }

  private void sign(HttpExchange exchange) throws IOException {
    byte[] data =
        Octets.of(MAPPER.readTree(exchange.getRequestBody()).get("data").asString()).toByteArray();
    switch (manner) {
      case TRUE -> answer(exchange, key.signKeccak(data).bytes65());
      case ANOTHER_KEY -> answer(exchange, other.signKeccak(data).bytes65());
      case ANOTHER_TEXT -> answer(exchange, key.signKeccak(new byte[] {1}).bytes65());
      case HIGH_S -> answer(exchange, highS(key.signKeccak(data).bytes65()));
      case NONSENSE ->
          answer(exchange, 200, "<html>signed</html>".getBytes(StandardCharsets.US_ASCII));
      case NOTHING -> answer(exchange, 200, new byte[0]);
      case REFUSAL -> answer(exchange, 404, new byte[0]);
      case REDIRECTION -> redirect(exchange);
      case SILENCE -> rest();
      case TRICKLE -> trickle(exchange);
      case FLOOD -> answer(exchange, 200, new byte[3 << 20]);
    }
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", url() + "/api/v1/eth1/publicKeys");
    answer(exchange, 307, new byte[0]);
  }

  private static void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 132);
    for (int i = 0; i < 132; i++) {
      exchange.getResponseBody().write('0');
      exchange.getResponseBody().flush();
      rest();
    }
  }

  private static void rest() {
    try {
      Thread.sleep(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] highS(byte[] rsv) {
    byte[] high = rsv.clone();
    BigInteger s = ORDER.subtract(new BigInteger(1, Arrays.copyOfRange(rsv, 32, 64)));
    byte[] word = Bytes32.of(s).toByteArray();
    System.arraycopy(word, 0, high, 32, 32);
    high[64] = (byte) (rsv[64] == 27 ? 28 : 27);
    return high;
  }

  private static void answer(HttpExchange exchange, byte[] signature) throws IOException {
    answer(exchange, 200, Hex.encode(signature).getBytes(StandardCharsets.US_ASCII));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String identifier(Octets publicKey) {
    return Hex.encode(publicKey.slice(1, 65).toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
