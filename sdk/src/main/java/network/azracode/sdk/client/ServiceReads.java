// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;

/**
 * What a client reads from a service. Nothing of it is believed that the chain or a hash can tell.
 */
public final class ServiceReads {
  private final ServiceHttp service;

  /** The part of a node's row that a client chooses by. */
  public record NodeRow(
      NodeId nodeId, @Nullable Address signer, long validUntil, @Nullable OfferRow offer) {}

  /** An offer with its signature among its fields. */
  public record OfferRow(
      NodeId nodeId,
      PolicyId policy,
      BigInteger unitPrice,
      long minRunway,
      long maxUnits,
      long maxEnvelopeBytes,
      String endpoint,
      Bytes32 tlsFingerprint,
      long validUntil,
      long sequence,
      String signature) {
    SignedOffer signed() {
      var offer =
          new Offer(
              nodeId,
              policy,
              unitPrice,
              minRunway,
              maxUnits,
              maxEnvelopeBytes,
              endpoint,
              tlsFingerprint,
              validUntil,
              sequence);
      return new SignedOffer(offer, signature);
    }
  }

  private record NodePage(List<NodeRow> items) {}

  /** What the ledger says of a job. */
  public record JobRow(
      JobId jobId,
      NodeId nodeId,
      String state,
      @Nullable Long computeUnits,
      @Nullable String paid,
      @Nullable String refunded) {}

  public ServiceReads(ServiceHttp service) {
    this.service = service;
  }

  /** Nodes that are attested now. */
  public List<NodeRow> attestedNodes() {
    return service.get("/api/v1/nodes?attested=true").as(NodePage.class).items();
  }

  public SignedOffer offer(NodeId nodeId) {
    return service.get("/api/v1/nodes/" + nodeId + "/offer").as(OfferRow.class).signed();
  }

  /** The policy's YAML as published; its digest is on chain. */
  public byte[] policy(PolicyId policy) {
    return service.get("/api/v1/policies/" + policy).body();
  }

  public Collateral collateral(PolicyId policy) {
    return service.get("/api/v1/collateral?policy=" + policy).as(Collateral.class);
  }

  public JobRow job(JobId id) {
    return service.get("/api/v1/jobs/" + id).as(JobRow.class);
  }
}
