// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.node.AttestationApi;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Offer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What run does by itself with every verdict. */
@Command(
    name = "offer",
    description = {
      "Sign price and place of an attested node, and post them to the service.",
      "azra node run posts its own with every verdict. Refused while the node runs on that folder."
    })
final class OfferCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final NodeOptions options = new NodeOptions();

  @Override
  public void run() {
    Clock clock = Clock.systemUTC();
    try (NodeOptions.Ground ground = options.open(spec, clock, new SecureRandom())) {
      SignedOffer signed = sign(ground, clock.instant());
      var domain = ground.network().deployment().registryDomain();
      new AttestationApi(ground.network().service(), domain).post(signed);
      TokenAmounts amounts = ground.contracts().amounts();
      Azra.outputOf(spec).print(signed, () -> text(signed.offer(), amounts));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SignedOffer sign(NodeOptions.Ground ground, Instant now) {
    Node node = ground.network().registry().latest().node(ground.nodeId());
    if (node.validUntil() <= now.getEpochSecond()) {
      throw new AzraException(
          "node.unattested",
          "node %s: expected a verdict that still counts, found one until second %d; attest first"
              .formatted(ground.nodeId(), node.validUntil()));
    }
    var settings = ground.settings();
    return SignedOffer.sign(
        settings.offer(
            ground.nodeId(),
            settings.listening().fixedEndpoint(),
            node.validUntil(),
            now.getEpochSecond()),
        ground.network().deployment().registryDomain(),
        ground.keys().operator());
  }

  private static String text(Offer offer, TokenAmounts amounts) {
    BigInteger price = offer.unitPrice();
    return "node %s: offers units at %s, at %s, until %s"
        .formatted(
            offer.nodeId(),
            amounts.text(price),
            offer.endpoint(),
            Instant.ofEpochSecond(offer.validUntil()));
  }
}
