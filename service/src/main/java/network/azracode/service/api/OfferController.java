// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.attestation.OfferBook;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where operators say at what price and address their node is to be had. */
@RestController
@Tag(name = "nodes")
class OfferController {
  private final OfferBook offers;

  OfferController(OfferBook offers) {
    this.offers = offers;
  }

  /**
   * Posts an offer.
   *
   * <p>Signed by the node's operator (EIP-712, or ERC-1271 where it is a contract), with a sequence
   * above that of the last one.
   */
  @PostMapping(path = "/nodes/{nodeId}/offer", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void post(@PathVariable NodeId nodeId, @RequestBody OfferPosting posting) {
    offers.post(nodeId, posting.signed());
  }
}
