// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.ledger.local.AnvilOptions;
import network.azracode.sdk.ledger.local.AnvilProcess;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import org.slf4j.LoggerFactory;

/**
 * The node that tests of this run talk to: the one that {@code AZRA_TEST_RPC_URL} names (its chain
 * id must be {@code AZRA_TEST_CHAIN_ID}, {@code AZRA_TEST_KEY_FILE} holds a funded key as 0x hex),
 * else an anvil of their own.
 *
 * <p>Tests take accounts from {@link #newAccount} and sign everything themselves. Only tests of
 * reorganisations may ask for {@link #anvil}.
 */
public final class TestNode implements AutoCloseable {
  private static final BigInteger FUNDS_WEI = BigInteger.TEN.pow(24);

  private final URI rpcUrl;
  private final long chainId;
  private final KeySigner funder;
  private final Optional<AnvilProcess> anvil;

  private TestNode(URI rpcUrl, long chainId, KeySigner funder, Optional<AnvilProcess> anvil) {
    this.rpcUrl = rpcUrl;
    this.chainId = chainId;
    this.funder = funder;
    this.anvil = anvil;
  }

  public static TestNode start() {
    return start(System.getenv());
  }

  static TestNode start(Map<String, String> environment) {
    return environment.containsKey("AZRA_TEST_RPC_URL")
        ? named(environment)
        : ownAnvil(environment);
  }

  /** An anvil whatever the environment says, for tests that reorganise the chain. */
  public static TestNode startAnvil() {
    AnvilProcess anvil = AnvilProcess.start(AnvilOptions.inMemory());
    KeySigner funder = KeySigner.random(new SecureRandom());
    anvil.fund(funder.address(), FUNDS_WEI);
    return new TestNode(anvil.rpcUrl(), AnvilOptions.CHAIN_ID, funder, Optional.of(anvil));
  }

  public URI rpcUrl() {
    return rpcUrl;
  }

  public long chainId() {
    return chainId;
  }

  /** A new key with a balance, paid for by the funded key. Mined when this returns. */
  public KeySigner newAccount(BigInteger wei) {
    KeySigner account = KeySigner.random(new SecureRandom());
    new Transfer(rpcUrl, chainId).send(funder, account.address(), wei);
    return account;
  }

  /** A new key with one ether. */
  public KeySigner newAccount() {
    return newAccount(BigInteger.TEN.pow(18));
  }

  /** Present when this node is an anvil that the test may bend to its will. */
  public Optional<AnvilProcess> anvil() {
    return anvil;
  }

  @Override
  public void close() {
    anvil.ifPresent(AnvilProcess::close);
  }

  private static TestNode ownAnvil(Map<String, String> environment) {
    if (environment.containsKey("BESU_HOME")) {
      LoggerFactory.getLogger(TestNode.class)
          .warn("BESU_HOME is set, but tests do not start a Besu yet; starting anvil");
    }
    return startAnvil();
  }

  private static TestNode named(Map<String, String> environment) {
    URI rpcUrl = URI.create(required(environment, "AZRA_TEST_RPC_URL"));
    long expected = Long.parseLong(required(environment, "AZRA_TEST_CHAIN_ID"));
    Path keyFile = Path.of(required(environment, "AZRA_TEST_KEY_FILE"));
    long found = Transfer.chainIdOf(rpcUrl);
    if (found != expected) {
      throw new AzraException(
          "test.node", "AZRA_TEST_CHAIN_ID: expected %d, found %d".formatted(expected, found));
    }
    return new TestNode(rpcUrl, expected, keyOf(keyFile), Optional.empty());
  }

  private static KeySigner keyOf(Path file) {
    try {
      return KeySigner.ofKey(Bytes32.of(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new AzraException("test.node", "expected a key in hex at " + file, e);
    }
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new AzraException("test.node", "expected " + name + " beside AZRA_TEST_RPC_URL");
    }
    return value;
  }
}
