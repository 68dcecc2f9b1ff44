// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.UnaryOperator;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * [N-42] An operator may be a contract wallet: whether it signed an offer, only the chain knows.
 */
class ContractOperatorTest {
  private static final Address WALLET = Address.of("0x00000000000000000000000000000000000c0de0");
  private static final Address NOBODY = Address.of("0x00000000000000000000000000000000000000aa");
  private static final long NOW = 1_000;

  /** ERC-1271: takes every signature that begins with the digest itself, and no other. */
  private static final String TAKES_THE_DIGEST =
      "0x60643560043514631626ba7e60e01b0260005260206000f3";

  private final SecureRandom random = new SecureRandom();
  private final TestNode node = TestNode.startAnvil();
  private final Chain chain = Chain.connect(node.rpcUrl(), node.chainId());
  private final Deployment deployment =
      new Deployment(node.chainId(), Bytes32.ZERO, 1, address(), address(), address(), address());
  private final Domain registry = deployment.registryDomain();
  private final Offer offer =
      new Offer(
          new NodeId(1),
          new PolicyId(1),
          BigInteger.TEN,
          60,
          100,
          65_536,
          "https://node.example",
          Bytes32.ZERO,
          NOW + 600,
          1);
  private final HttpServer service;
  private SignedOffer served = new SignedOffer(offer, "0x");

  ContractOperatorTest() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serveTheOffer() {
    service.createContext(
        "/api/v1/nodes/1/offer",
        exchange -> {
          try (exchange) {
            byte[] body = row().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    service.start();
    new Anvil(node.rpcUrl()).call("anvil_setCode", WALLET.toString(), TAKES_THE_DIGEST);
  }

  @AfterEach
  void stop() {
    service.stop(0);
    chain.close();
    node.close();
  }

  @Test
  void anOfferIsTheWalletsIfTheWalletTakesItsSignature() {
    String itsOwn = offer.digest(registry).toString();

    served = new SignedOffer(offer, itsOwn);
    assertThat(read(WALLET)).isEqualTo(offer);
    served = new SignedOffer(offer, itsOwn + "00".repeat(1_000));
    assertThat(read(WALLET)).isEqualTo(offer);

    assertRefused(offer.digest(deployment.settlementDomain()).toString(), WALLET);
    assertRefused(itsOwn + "00".repeat(2_048), WALLET);
    assertRefused(SignedOffer.sign(offer, registry, KeySigner.random(random)).signature(), WALLET);
    assertRefused(itsOwn, NOBODY);
    assertRefused("0x", WALLET);
    assertRefused("no hex", WALLET);
  }

  @Test
  void whereTheChainCannotBeAskedTheOfferIsNeitherTakenNorBlamed() {
    served = new SignedOffer(offer, offer.digest(registry).toString());
    node.close();
    assertThatThrownBy(() -> read(WALLET))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo(Chain.UNREACHABLE));
  }

  private void assertRefused(String signature, Address operator) {
    served = new SignedOffer(offer, signature);
    assertThatThrownBy(() -> read(operator))
        .as(signature)
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("offer.signature"));
  }

  private Offer read(Address operator) {
    URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    try (var http = new ServiceHttp(base)) {
      var network = new Network(deployment, chain, Finality.parse("immediate"), http);
      return new NodeReading(network, () -> Instant.ofEpochSecond(NOW))
          .offer(offer.nodeId(), operator, offer.policy());
    }
  }

  /** As the service tells it: the signature is one more field. */
  private String row() {
    UnaryOperator<String> open = json -> json.substring(0, json.lastIndexOf('}'));
    return open.apply(Json.MAPPER.writeValueAsString(offer))
        + ",\"signature\":\"%s\"}".formatted(served.signature());
  }

  private Address address() {
    return KeySigner.random(random).address();
  }
}
