// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.attestation.OfferBook;
import network.azracode.service.attestation.SignedOffer;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.nodes.NodeFilter;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.Nodes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Nodes with their stake, their verdict and where to reach them. */
@RestController
@Tag(name = "nodes")
class NodesController {
  private final Nodes nodes;
  private final OfferBook offers;

  NodesController(Nodes nodes, OfferBook offers) {
    this.nodes = nodes;
    this.offers = offers;
  }

  /** Nodes, ascending by id. */
  @GetMapping("/nodes")
  Listing<NodeAnswer> list(
      @RequestParam Optional<Address> operator,
      @RequestParam Optional<Boolean> attested,
      @RequestParam Optional<NodeId> after,
      @RequestParam(defaultValue = "50") int limit) {
    Answer<Page<NodeState, NodeId>> page =
        nodes.list(new NodeFilter(operator, attested), after, new PageLimit(limit));
    Map<NodeId, SignedOffer> standing = standing(page.value().items(), page.asOf().time());
    return Listing.of(page, node -> NodeAnswer.of(node, standing.get(node.nodeId())));
  }

  /** One node, as of the head. */
  @GetMapping("/nodes/{nodeId}")
  Found<NodeAnswer> find(@PathVariable NodeId nodeId) {
    Answer<NodeState> node = require(nodeId);
    SignedOffer offer =
        standing(List.of(node.value()), node.asOf().time()).get(node.value().nodeId());
    return new Found<>(node.asOf(), NodeAnswer.of(node.value(), offer));
  }

  /** Where and at what price a node is to be had, as its operator signed it. */
  @GetMapping("/nodes/{nodeId}/offer")
  OfferAnswer offer(@PathVariable NodeId nodeId) {
    Answer<NodeState> node = require(nodeId);
    SignedOffer offer = standing(List.of(node.value()), node.asOf().time()).get(nodeId);
    if (offer == null) {
      throw new AzraException(
          "offer.unknown",
          "node %s: expected a standing offer of its operator, found none".formatted(nodeId));
    }
    return OfferAnswer.of(offer);
  }

  private Answer<NodeState> require(NodeId nodeId) {
    return nodes
        .find(nodeId)
        .map(found ->
            found.orElseThrow(() ->
                new AzraException(
                    "node.unknown",
                    "node %s: expected a registered node, found none".formatted(nodeId))));
  }

  private Map<NodeId, SignedOffer> standing(List<NodeState> of, long now) {
    return offers.standing(
        of.stream().collect(Collectors.toMap(NodeState::nodeId, NodeState::operator)), now);
  }
}
