// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.keys;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key that a Web3Signer keeps, by its eth1 API: it is sent what is to be hashed and signed, and
 * what comes back counts only if the expected key signed exactly that. Source: Web3Signer's
 * OpenAPI, {@code GET /api/v1/eth1/publicKeys} and {@code POST /api/v1/eth1/sign/{identifier}}.
 */
public final class Web3Signer implements Signer {
  /** Long enough for a hardware module behind it, short enough to keep nobody waiting. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final String API = "api/v1/eth1/";
  private static final int PUBLIC_KEY_LENGTH = 64;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SignerHttp http;
  private final Address address;
  private final String identifier;

  private Web3Signer(SignerHttp http, Address address, String identifier) {
    this.http = http;
    this.address = address;
    this.identifier = identifier;
  }

  /**
   * Looks up the key of an account.
   *
   * @param url where the Web3Signer listens; no user or password in it
   * @throws AzraException {@code signer.url}, {@code signer.unreachable}, {@code signer.refused},
   *     {@code signer.garbled}; {@code signer.unknown-key} if it does not keep that key
   */
  public static Web3Signer connect(URI url, Address address, Duration timeout) {
    SignerHttp http = new SignerHttp(url, timeout);
    List<String> keys = publicKeys(http.get(API + "publicKeys"));
    String identifier =
        keys.stream()
            .filter(key -> addressOf(key).equals(address))
            .findFirst()
            .orElseThrow(() ->
                new AzraException(
                    "signer.unknown-key",
                    "signer %s: expected the key of %s, found %d others"
                        .formatted(url, address, keys.size())));
    return new Web3Signer(http, address, identifier);
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public CompactSignature signKeccak(byte[] preimage) {
    String body = MAPPER.writeValueAsString(new Request(Octets.of(preimage)));
    CompactSignature signature = signature(http.post(API + "sign/" + identifier, body));
    Bytes32 digest = Keccak.hash(preimage);
    if (!signedBy(signature, digest)) {
      throw new AzraException(
          "signer.wrong",
          "expected a signature of %s over %s, found one of somebody or something else"
              .formatted(address, digest));
    }
    return signature;
  }

  /** What is posted. */
  record Request(Octets data) {}

  private boolean signedBy(CompactSignature signature, Bytes32 digest) {
    try {
      return signature.recover(digest).equals(address);
    } catch (AzraException nobody) {
      return false;
    }
  }

  /** A high s is refused, not repaired: contracts and nodes take one form only. */
  private static CompactSignature signature(String answer) {
    try {
      return CompactSignature.ofBytes(Octets.of(answer.strip()).toByteArray());
    } catch (AzraException e) {
      throw garbled("a signature in hex", e);
    }
  }

  private static List<String> publicKeys(String answer) {
    try {
      String[] keys = MAPPER.readValue(answer, String[].class);
      Arrays.stream(keys).forEach(Web3Signer::addressOf);
      return List.of(keys);
    } catch (JacksonException | AzraException | NullPointerException e) {
      throw garbled("a list of public keys", e);
    }
  }

  private static Address addressOf(String publicKey) {
    byte[] key = Octets.of(publicKey).toByteArray();
    if (key.length != PUBLIC_KEY_LENGTH) {
      throw new AzraException(
          "key.malformed",
          "public key: expected %d bytes, found %d".formatted(PUBLIC_KEY_LENGTH, key.length));
    }
    byte[] hash = Keccak.hash(key).toByteArray();
    return Address.of(Arrays.copyOfRange(hash, hash.length - Address.LENGTH, hash.length));
  }

  private static AzraException garbled(String expected, RuntimeException cause) {
    return new AzraException(
        "signer.garbled", "expected " + expected + ", found something else", cause);
  }

  @Override
  public String toString() {
    return "Web3Signer[" + address + "]";
  }
}
