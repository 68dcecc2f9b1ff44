// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
import network.azracode.service.attestation.NodeAttestation.LatestAppraisal;
import network.azracode.service.attestation.NodeAttestation.Notice;
import network.azracode.service.attestation.NodeAttestations;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.nodes.AcceptedVerdict;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.nodes.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a node's attestation stands, and all verdicts that it ever had. */
@RestController
@Tag(name = "attestation")
class NodeAttestationController {
  private final Nodes nodes;
  private final Verdicts verdicts;
  private final NodeAttestations attestations;

  NodeAttestationController(Nodes nodes, Verdicts verdicts, NodeAttestations attestations) {
    this.nodes = nodes;
    this.verdicts = verdicts;
    this.attestations = attestations;
  }

  /**
   * What an operator has to look after. Times are unix seconds.
   *
   * @param attested whether the verdict counts as of this block
   * @param appraisal the last one that this attestor made of the evidence on chain
   * @param notices what ends or has gone wrong, soonest first
   */
  record NodeAttestationAnswer(
      NodeId nodeId,
      boolean attested,
      @Nullable Long validUntil,
      @Nullable LatestAppraisal appraisal,
      List<Notice> notices) {}

  /** When a node's attestation ends, why, and what is short. */
  @GetMapping("/nodes/{nodeId}/attestation")
  Found<NodeAttestationAnswer> attestation(@PathVariable NodeId nodeId) {
    Answer<Optional<NodeState>> found = nodes.find(nodeId);
    long now = found.asOf().time();
    NodeState node =
        found
            .value()
            .orElseThrow(() ->
                new AzraException(
                    "node.unknown",
                    "node %s: expected a registered node, found none".formatted(nodeId)));
    var standing = attestations.of(node, now);
    return new Found<>(
        found.asOf(),
        new NodeAttestationAnswer(
            nodeId,
            node.attestedAt(now),
            node.verdict().map(verdict -> verdict.validUntil()).orElse(null),
            standing.appraisal().orElse(null),
            standing.notices()));
  }

  /**
   * A verdict as the registry accepted it. Times are unix seconds.
   *
   * @param stake bonded behind the node at that moment, base units of the token
   * @param policyDigest of the document under which this attestor appraised the evidence; null,
   *     like all that follows, where it did not
   */
  record AcceptedVerdictAnswer(
      NodeId nodeId,
      Address operator,
      Address signer,
      Bytes32 sealingKey,
      PolicyId policy,
      Tee tee,
      TcbStatus tcbStatus,
      Bytes32 evidenceHash,
      long appraisedAt,
      long validUntil,
      long acceptedAt,
      BigInteger stake,
      long block,
      int logIndex,
      Bytes32 transactionHash,
      @Nullable Affirmation affirmation,
      @Nullable Bytes32 policyDigest,
      @Nullable Bytes32 collateralDigest,
      @Nullable List<ReasonGiven> reasons) {

    static AcceptedVerdictAnswer of(AcceptedVerdict row, @Nullable LatestAppraisal appraisal) {
      var verdict = row.verdict();
      return new AcceptedVerdictAnswer(
          row.nodeId(),
          row.operator(),
          verdict.signer(),
          verdict.sealingKey(),
          verdict.policy(),
          verdict.tee(),
          verdict.tcbStatus(),
          verdict.evidenceHash(),
          verdict.appraisedAt(),
          verdict.validUntil(),
          row.acceptedAt(),
          row.stake(),
          row.position().block(),
          row.position().index(),
          row.transactionHash(),
          appraisal == null ? null : appraisal.affirmation(),
          appraisal == null ? null : appraisal.policyDigest(),
          appraisal == null ? null : appraisal.collateralDigest(),
          appraisal == null ? null : appraisal.reasons());
    }
  }

  /** Every verdict on a node that the registry accepted, newest first. */
  @GetMapping("/nodes/{nodeId}/verdicts")
  ResponseEntity<Listing<AcceptedVerdictAnswer>> verdicts(
      @PathVariable NodeId nodeId,
      @RequestParam Optional<Position> after,
      @RequestParam(defaultValue = "50") int limit) {
    var page = verdicts.list(Optional.of(nodeId), after, new PageLimit(limit));
    var listing =
        Listing.of(
            page,
            row ->
                AcceptedVerdictAnswer.of(
                    row,
                    attestations
                        .appraisal(row.verdict().evidenceHash(), row.verdict().appraisedAt())
                        .orElse(null)));
    return ResponseEntity.ok(listing);
  }
}
