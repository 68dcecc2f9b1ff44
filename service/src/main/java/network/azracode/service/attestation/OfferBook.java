// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The place where clients find nodes: what operators signed, and nothing that we looked up. */
@Component
public class OfferBook {
  private static final int MAX_OFFERS_PER_NODE_AND_DAY = 1_000;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private final Operators operators;
  private final OfferStore offers;
  private final Domain registry;

  OfferBook(Operators operators, OfferStore offers, Deployment deployment) {
    this.operators = operators;
    this.offers = offers;
    this.registry = deployment.registryDomain();
  }

  /**
   * Keeps an offer; the same one again changes nothing.
   *
   * @throws AzraException {@code offer.*}, {@code node.unknown} or {@code signature.*}
   */
  @Transactional
  public void post(NodeId nodeId, SignedOffer signed) {
    Offer offer = signed.offer();
    requireNode(nodeId, offer);
    Operators.Operator operator = operators.of(nodeId);
    long now = operator.headTime();
    requireUnexpired(offer, now);
    requireEndpoint(offer.endpoint());
    operators.requireSigned(
        operator, offer.digest(registry), signed.signature(), "offer", "offer.signature");
    offers.lock(nodeId);
    Optional<SignedOffer> latest = offers.latest(nodeId, operator.address());
    if (latest.isPresent() && latest.get().offer().equals(offer)) {
      return;
    }
    requireNewer(offer, latest);
    requireRoom(nodeId, now);
    offers.insert(operator.address(), signed, now);
  }

  /** The newest offer of each node's present operator, where it still stands. */
  public Map<NodeId, SignedOffer> standing(Map<NodeId, Address> operators, long now) {
    return offers.latest(operators).entrySet().stream()
        .filter(found -> found.getValue().offer().validUntil() >= now)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void requireNode(NodeId nodeId, Offer offer) {
    if (!offer.nodeId().equals(nodeId)) {
      throw new AzraException(
          "offer.node", "offer: expected node %s, found %s".formatted(nodeId, offer.nodeId()));
    }
  }

  private static void requireUnexpired(Offer offer, long now) {
    if (offer.validUntil() < now) {
      throw new AzraException(
          "offer.expired",
          "offer: expected validUntil from %d on, the time of the head block, found %d"
              .formatted(now, offer.validUntil()));
    }
  }

  private static void requireEndpoint(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      if (uri.getScheme() != null
          && SCHEMES.contains(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // answered below, without the text itself
    }
    throw new AzraException(
        "offer.endpoint",
        "endpoint: expected an http or https URL with a host, without user, query and fragment");
  }

  private static void requireNewer(Offer offer, Optional<SignedOffer> latest) {
    long newest = latest.map(found -> found.offer().sequence()).orElse(-1L);
    if (offer.sequence() <= newest) {
      throw new AzraException(
          "offer.sequence",
          "offer: expected a sequence above %d, found %d".formatted(newest, offer.sequence()));
    }
  }

  private void requireRoom(NodeId nodeId, long now) {
    if (offers.countOfDay(nodeId, now) >= MAX_OFFERS_PER_NODE_AND_DAY) {
      throw new AzraException(
          "offer.too-many",
          "node %s: expected at most %d offers in a day"
              .formatted(nodeId, MAX_OFFERS_PER_NODE_AND_DAY));
    }
  }
}
