// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Offers as rows; none is ever changed. */
@Repository
class OfferStore {
  private static final int SECONDS_PER_DAY = 86_400;

  private final JdbcClient jdbc;

  OfferStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the transaction ends, nobody else decides about offers of this node. */
  void lock(NodeId nodeId) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('offers', :node))")
        .param("node", nodeId.value())
        .query((row, index) -> index)
        .single();
  }

  Optional<SignedOffer> latest(NodeId nodeId, Address operator) {
    return jdbc.sql(
            """
            SELECT * FROM offers WHERE node_id = :node AND operator = :operator
            ORDER BY sequence DESC LIMIT 1\
            """)
        .param("node", nodeId.value())
        .param("operator", operator.toByteArray())
        .query((row, index) -> signedOffer(row))
        .optional();
  }

  /** The latest of each node by the operator named for it. */
  Map<NodeId, SignedOffer> latest(Map<NodeId, Address> operators) {
    if (operators.isEmpty()) {
      return Map.of();
    }
    Map<NodeId, SignedOffer> latest = new HashMap<>();
    jdbc.sql(
            """
            SELECT DISTINCT ON (node_id, operator) * FROM offers WHERE node_id IN (:nodes)
            ORDER BY node_id, operator, sequence DESC\
            """)
        .param("nodes", operators.keySet().stream().map(NodeId::value).toList())
        .query(row -> {
          SignedOffer signed = signedOffer(row);
          NodeId nodeId = signed.offer().nodeId();
          Address operator = Address.of(row.getBytes("operator"));
          if (Objects.equals(operators.get(nodeId), operator)) {
            latest.put(nodeId, signed);
          }
        });
    return latest;
  }

  int countOfDay(NodeId nodeId, long now) {
    return jdbc.sql("SELECT count(*) FROM offers WHERE node_id = :node AND posted_at > :since")
        .param("node", nodeId.value())
        .param("since", now - SECONDS_PER_DAY)
        .query(Integer.class)
        .single();
  }

  void insert(Address operator, SignedOffer signed, long now) {
    Offer offer = signed.offer();
    jdbc.sql(
            """
            INSERT INTO offers (node_id, operator, sequence, policy, unit_price, min_runway,
              max_units, max_envelope_bytes, endpoint, tls_fingerprint, valid_until, signature,
              posted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .params(
            offer.nodeId().value(),
            operator.toByteArray(),
            offer.sequence(),
            offer.policy().value(),
            offer.unitPrice(),
            offer.minRunway(),
            offer.maxUnits(),
            offer.maxEnvelopeBytes(),
            offer.endpoint(),
            offer.tlsFingerprint().toByteArray(),
            offer.validUntil(),
            signed.signature().toByteArray(),
            now)
        .update();
  }

  private static SignedOffer signedOffer(ResultSet row) throws SQLException {
    Offer offer =
        new Offer(
            new NodeId(row.getLong("node_id")),
            new PolicyId(row.getInt("policy")),
            row.getBigDecimal("unit_price").toBigIntegerExact(),
            row.getLong("min_runway"),
            row.getLong("max_units"),
            row.getLong("max_envelope_bytes"),
            row.getString("endpoint"),
            Bytes32.of(row.getBytes("tls_fingerprint")),
            row.getLong("valid_until"),
            row.getLong("sequence"));
    byte @Nullable [] asSent = row.getBytes("signature");
    return asSent == null
        ? SignedOffer.of(offer, SignatureColumns.of(row))
        : new SignedOffer(offer, Octets.of(asSent));
  }
}
