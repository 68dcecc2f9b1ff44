// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * What a client reads from a service. Nothing of it is believed that the chain or a hash can tell.
 */
public final class ServiceReads {
  private final ServiceHttp service;

  private static final int MAX_PAGES = 100;

  /** The part of a node's row that a client chooses by. What belongs to a verdict may be null. */
  public record NodeRow(
      NodeId nodeId,
      Address operator,
      BigInteger stake,
      @Nullable Address signer,
      @Nullable PolicyId policy,
      @Nullable Tee tee,
      @Nullable TcbStatus tcbStatus,
      @Nullable Bytes32 evidenceHash,
      @Nullable Long validUntil,
      @Nullable OfferRow offer) {}

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

  private record NodePage(List<NodeRow> items, @Nullable String next) {}

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
    return nodes("?attested=true");
  }

  /** All nodes that were ever registered, up to a limit that no service should reach. */
  public List<NodeRow> nodes() {
    return nodes("?limit=200");
  }

  private List<NodeRow> nodes(String query) {
    List<NodeRow> all = new ArrayList<>();
    NodePage page = service.get("/api/v1/nodes" + query).as(NodePage.class);
    all.addAll(page.items());
    for (int pages = 1; page.next() != null && pages < MAX_PAGES; pages++) {
      page = service.get("/api/v1/nodes" + query + "&after=" + page.next()).as(NodePage.class);
      all.addAll(page.items());
    }
    return all;
  }

  public NodeRow node(NodeId nodeId) {
    return service.get("/api/v1/nodes/" + nodeId).as(NodeRow.class);
  }

  /** An evidence package as the service keeps it, if it is the one of this hash. */
  public EvidencePackage evidence(Bytes32 hash) {
    byte[] bytes = service.get("/api/v1/evidence/" + hash).body();
    if (!Keccak.hash(bytes).equals(hash)) {
      throw new AzraException(
          "evidence.mismatch",
          "expected evidence of hash %s, found %s".formatted(hash, Keccak.hash(bytes)));
    }
    return EvidencePackage.parse(bytes);
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
