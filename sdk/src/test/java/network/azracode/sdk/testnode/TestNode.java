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
import network.azracode.sdk.ledger.local.BesuOptions;
import network.azracode.sdk.ledger.local.BesuProcess;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;

/**
 * The node that tests of this run talk to: the one that {@code AZRA_TEST_RPC_URL} names (its chain
 * id must be {@code AZRA_TEST_CHAIN_ID}, {@code AZRA_TEST_KEY_FILE} holds a funded key as 0x hex,
 * {@code AZRA_TEST_FINALITY} says when its blocks are final); else a fresh chain on the Besu that
 * {@code BESU_HOME} names; else an anvil of their own.
 *
 * <p>Tests take accounts from {@link #newAccount} and sign everything themselves. Only tests of
 * reorganisations may ask for {@link #anvil}.
 */
public final class TestNode implements AutoCloseable {
  private static final BigInteger FUNDS_WEI = BigInteger.TEN.pow(24);

  private final URI rpcUrl;
  private final long chainId;
  private final String finality;
  private final KeySigner funder;
  private final Optional<AnvilProcess> anvil;
  private final Runnable stop;

  private TestNode(
      URI rpcUrl,
      long chainId,
      String finality,
      KeySigner funder,
      Optional<AnvilProcess> anvil,
      Runnable stop) {
    this.rpcUrl = rpcUrl;
    this.chainId = chainId;
    this.finality = finality;
    this.funder = funder;
    this.anvil = anvil;
    this.stop = stop;
  }

  public static TestNode start() {
    return start(System.getenv());
  }

  static TestNode start(Map<String, String> environment) {
    if (environment.containsKey("AZRA_TEST_RPC_URL")) {
      return named(environment);
    }
    return environment.containsKey("BESU_HOME")
        ? startBesu(Path.of(required(environment, "BESU_HOME")))
        : startAnvil();
  }

  /** An anvil whatever the environment says, for tests that reorganise the chain. */
  public static TestNode startAnvil() {
    AnvilProcess anvil = AnvilProcess.start(AnvilOptions.inMemory());
    KeySigner funder = KeySigner.random(new SecureRandom());
    anvil.fund(funder.address(), FUNDS_WEI);
    return new TestNode(
        anvil.rpcUrl(),
        AnvilOptions.CHAIN_ID,
        "finalized",
        funder,
        Optional.of(anvil),
        anvil::close);
  }

  /** A node that the caller has started and will stop; the funder has a balance on it. */
  public static TestNode of(URI rpcUrl, long chainId, KeySigner funder) {
    return new TestNode(rpcUrl, chainId, "finalized", funder, Optional.empty(), () -> {});
  }

  private static TestNode startBesu(Path home) {
    KeySigner funder = KeySigner.random(new SecureRandom());
    TemporaryFolder folder = TemporaryFolder.create("azra-besu");
    try {
      var options = BesuOptions.inCheckout(home, folder.path(), funder.address(), 0);
      BesuProcess besu = BesuProcess.start(options);
      return new TestNode(
          besu.rpcUrl(),
          BesuOptions.CHAIN_ID,
          "immediate",
          funder,
          Optional.empty(),
          () -> {
            besu.close();
            folder.delete();
          });
    } catch (AzraException failed) {
      folder.delete();
      throw failed;
    }
  }

  public URI rpcUrl() {
    return rpcUrl;
  }

  public long chainId() {
    return chainId;
  }

  /** When a block of this chain is final, in the words of {@code azra.chain.finality}. */
  public String finality() {
    return finality;
  }

  /** A new key with a balance, paid for by the funded key. Mined when this returns. */
  public KeySigner newAccount(BigInteger wei) {
    KeySigner account = KeySigner.random(new SecureRandom());
    fund(account.address(), wei);
    return account;
  }

  /** Pays from the funded key. Mined when this returns. */
  public void fund(Address account, BigInteger wei) {
    new Transfer(rpcUrl, chainId).send(funder, account, wei);
  }

  /** A new key with one ether. */
  public KeySigner newAccount() {
    return newAccount(BigInteger.TEN.pow(18));
  }

  /** Present when this node is an anvil that the test may bend to its will. */
  public Optional<AnvilProcess> anvil() {
    return anvil;
  }

  /**
   * Does not let what prepares a scene wait for blocks, where the node can be told so: one per
   * transaction, until {@link #mineEachSecond}.
   */
  public void mineOnDemand() {
    if (anvil.isPresent()) {
      new Anvil(rpcUrl).mineOnDemand();
    }
  }

  /** From now on as on a public chain again. */
  public void mineEachSecond() {
    if (anvil.isPresent()) {
      new Anvil(rpcUrl).mineEachSecond();
    }
  }

  @Override
  public void close() {
    stop.run();
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
    String finality = environment.getOrDefault("AZRA_TEST_FINALITY", "finalized");
    return new TestNode(rpcUrl, expected, finality, keyOf(keyFile), Optional.empty(), () -> {});
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
