// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.cli.Table;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.client.ServiceReads.NodeRow;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * One node of a list. In JSON amounts are base units of the token, as decimal strings.
 *
 * @param validUntil last second at which its verdict counts
 * @param unitPrice what its operator asks for a compute unit; absent without a standing offer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeLine(
    NodeId nodeId,
    Address operator,
    String stake,
    @Nullable PolicyId policy,
    @Nullable Tee tee,
    @Nullable TcbStatus tcbStatus,
    @Nullable Long validUntil,
    @Nullable String unitPrice,
    @Nullable String endpoint,
    @JsonIgnore List<String> cells) {
  private static final List<String> HEADINGS =
      List.of("NODE", "PRICE/UNIT", "STAKE", "TEE", "TCB", "POLICY", "ATTESTED UNTIL", "ENDPOINT");
  private static final BigInteger NEVER = BigInteger.ONE.shiftLeft(97);

  static NodeLine of(NodeRow row, TokenAmounts amounts) {
    var offer = row.offer();
    return new NodeLine(
        row.nodeId(),
        row.operator(),
        row.stake().toString(),
        row.policy(),
        row.tee(),
        row.tcbStatus(),
        row.validUntil(),
        offer == null ? null : offer.unitPrice().toString(),
        offer == null ? null : offer.endpoint(),
        List.of(
            row.nodeId().toString(),
            offer == null ? "-" : amounts.text(offer.unitPrice()),
            amounts.text(row.stake()),
            orDash(row.tee()),
            orDash(row.tcbStatus()),
            orDash(row.policy()),
            row.validUntil() == null ? "-" : Instant.ofEpochSecond(row.validUntil()).toString(),
            offer == null ? "-" : offer.endpoint()));
  }

  /** Nodes without an offer come last. */
  static BigInteger price(NodeRow row) {
    var offer = row.offer();
    return offer == null ? NEVER : offer.unitPrice();
  }

  static String table(List<NodeLine> lines) {
    return Table.of(HEADINGS, lines.stream().map(NodeLine::cells).toList());
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
