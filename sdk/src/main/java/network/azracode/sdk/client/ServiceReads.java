// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
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
  private static final int PAGE = 200;

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
      @Nullable OfferRow offer) {
    public NodeRow {
      requireNonNull(nodeId);
      requireNonNull(operator);
      requireNonNull(stake);
    }
  }

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
    public OfferRow {
      requireNonNull(nodeId);
      requireNonNull(policy);
      requireNonNull(unitPrice);
      requireNonNull(endpoint);
      requireNonNull(tlsFingerprint);
      requireNonNull(signature);
    }

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

  private record NodePage(List<NodeRow> items, @Nullable String next) {
    NodePage {
      items = List.copyOf(items);
    }
  }

  /** What the ledger says of a job. */
  public record JobRow(
      JobId jobId,
      NodeId nodeId,
      String state,
      @Nullable Long computeUnits,
      @Nullable String paid,
      @Nullable String refunded) {}

  /** A job's terms as the service tells them; whoever uses them checks that they make its id. */
  private record TermsRow(
      Address client,
      NodeId nodeId,
      Address signer,
      BigInteger maxPrice,
      BigInteger unitPrice,
      long deadline,
      Bytes32 specCommitment,
      String nonce) {
    TermsRow {
      requireNonNull(client);
      requireNonNull(nodeId);
      requireNonNull(signer);
      requireNonNull(maxPrice);
      requireNonNull(unitPrice);
      requireNonNull(specCommitment);
      Long.parseUnsignedLong(nonce);
    }
  }

  /** One payment; amounts are base units of the token, as decimal strings. */
  public record SettlementRow(
      JobId jobId,
      NodeId nodeId,
      Address operator,
      Address client,
      BigInteger computeUnits,
      String paid,
      String fee,
      String refunded,
      long openedAt,
      long settledAt,
      long block,
      Bytes32 transactionHash,
      Attested nodeAttested) {
    public SettlementRow {
      requireNonNull(jobId);
      requireNonNull(nodeId);
      requireNonNull(client);
      requireNonNull(computeUnits);
      requireNonNull(paid);
      requireNonNull(fee);
      requireNonNull(nodeAttested);
    }

    /** What stood behind the node when the job was opened. */
    public record Attested(PolicyId policy, Tee tee, TcbStatus tcbStatus) {
      public Attested {
        requireNonNull(tee);
      }
    }
  }

  /** Which payments; what is null does not matter. Of times, {@code to} is the first left out. */
  public record SettlementQuery(
      @Nullable NodeId node,
      @Nullable Address operator,
      @Nullable Address client,
      @Nullable Instant from,
      @Nullable Instant to) {
    private String text() {
      return parameter("node", node)
          + parameter("operator", operator)
          + parameter("client", client)
          + parameter("from", from == null ? null : from.getEpochSecond())
          + parameter("to", to == null ? null : to.getEpochSecond());
    }

    private static String parameter(String name, @Nullable Object value) {
      return value == null ? "" : "&" + name + "=" + value;
    }
  }

  private record SettlementPage(List<SettlementRow> items, @Nullable String next) {
    SettlementPage {
      items = List.copyOf(items);
    }
  }

  private record DeploymentRow(@Nullable Integer tokenDecimals) {}

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

  /**
   * What appraising this evidence under this policy rests on; to be verified like all else.
   *
   * @param evidenceHash of the package
   */
  public Collateral collateral(PolicyId policy, Bytes32 evidenceHash) {
    return service
        .get("/api/v1/collateral?policy=" + policy + "&evidence=" + evidenceHash)
        .as(Collateral.class);
  }

  public JobRow job(JobId id) {
    return service.get("/api/v1/jobs/" + id).as(JobRow.class);
  }

  /** The terms of a job that was opened; believe them if they make its id. */
  public JobTerms terms(JobId id) {
    TermsRow row = service.get("/api/v1/jobs/" + id).as(TermsRow.class);
    return new JobTerms(
        row.client,
        row.nodeId,
        row.signer,
        row.maxPrice,
        row.unitPrice,
        row.deadline,
        row.specCommitment,
        Long.parseUnsignedLong(row.nonce));
  }

  /** Payments, newest first. */
  public List<SettlementRow> settlements(SettlementQuery query, int limit) {
    List<SettlementRow> all = new ArrayList<>();
    String next = "";
    while (next != null && all.size() < limit) {
      String path =
          "/api/v1/settlements?limit=" + Math.min(PAGE, limit - all.size()) + query.text() + next;
      SettlementPage page = service.get(path).as(SettlementPage.class);
      all.addAll(page.items());
      next = page.next() == null ? null : "&after=" + page.next();
    }
    return all;
  }

  /** With how many decimals people write amounts; empty while nobody has told the service. */
  public OptionalInt tokenDecimals() {
    Integer told = service.get("/api/v1/deployment").as(DeploymentRow.class).tokenDecimals();
    return told == null ? OptionalInt.empty() : OptionalInt.of(told);
  }
}
