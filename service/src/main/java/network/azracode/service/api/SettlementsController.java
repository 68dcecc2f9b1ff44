// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.settlement.Claim;
import network.azracode.service.settlement.Claims;
import network.azracode.service.settlement.SettlementFilter;
import network.azracode.service.settlement.Settlements;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was paid, and what of it was claimed. */
@RestController
@Tag(name = "settlements")
class SettlementsController {
  private final Settlements settlements;
  private final Claims claims;

  SettlementsController(Settlements settlements, Claims claims) {
    this.settlements = settlements;
    this.claims = claims;
  }

  /**
   * Settlements, newest first.
   *
   * @param operator of the node when it settled
   * @param from first second of settlement, unix seconds; {@code to} is the first no longer listed
   */
  @GetMapping("/settlements")
  ResponseEntity<Listing<SettlementAnswer>> list(
      @RequestParam Optional<NodeId> node,
      @RequestParam Optional<Address> operator,
      @RequestParam Optional<Address> client,
      @RequestParam Optional<Long> from,
      @RequestParam Optional<Long> to,
      @RequestParam Optional<Position> after,
      @RequestParam(defaultValue = "50") int limit) {
    SettlementFilter filter = new SettlementFilter(node, operator, client, from, to);
    return Listing.of(settlements.list(filter, after, new PageLimit(limit)), SettlementAnswer::of)
        .tagged();
  }

  /**
   * Earnings that were paid out.
   *
   * @param part {@code net} to the node's payout address, or {@code fee} to the treasury
   * @param amount token base units
   */
  record ClaimAnswer(
      NodeId nodeId,
      Claim.Part part,
      Address recipient,
      BigInteger amount,
      long claimedAt,
      long block,
      int logIndex,
      Bytes32 transactionHash) {

    static ClaimAnswer of(Claim claim) {
      return new ClaimAnswer(
          claim.nodeId(),
          claim.part(),
          claim.recipient(),
          claim.amount(),
          claim.claimedAt(),
          claim.position().block(),
          claim.position().index(),
          claim.transactionHash());
    }
  }

  /** Earnings and fees that were paid out, newest first. */
  @GetMapping("/claims")
  ResponseEntity<Listing<ClaimAnswer>> claims(
      @RequestParam Optional<NodeId> node,
      @RequestParam Optional<Position> after,
      @RequestParam(defaultValue = "50") int limit) {
    return Listing.of(claims.list(node, after, new PageLimit(limit)), ClaimAnswer::of).tagged();
  }
}
