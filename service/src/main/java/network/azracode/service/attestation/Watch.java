// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Verdict;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.nodes.NodeFilter;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import network.azracode.service.nodes.Nodes;
import network.azracode.service.transactions.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks again at the evidence behind every verdict that stands: under the policy file, the
 * collateral and the time of now. What has turned bad loses its time through the quorum.
 */
@Component
class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Nodes nodes;
  private final KeptEvidence evidence;
  private final EvidenceAppraisal appraisal;
  private final WatchBook book;
  private final Quorum quorum;
  private final QuorumBook quorumBook;
  private final Outbox outbox;
  private final Deployment deployment;
  private final Grievances<NodeId> grievances = new Grievances<>();

  Watch(
      Nodes nodes,
      KeptEvidence evidence,
      EvidenceAppraisal appraisal,
      WatchBook book,
      Quorum quorum,
      QuorumBook quorumBook,
      Outbox outbox,
      Deployment deployment) {
    this.nodes = nodes;
    this.evidence = evidence;
    this.appraisal = appraisal;
    this.book = book;
    this.quorum = quorum;
    this.quorumBook = quorumBook;
    this.outbox = outbox;
    this.deployment = deployment;
  }

  /** One round over all attested nodes; what fails for one is no matter to the others. */
  void look() {
    Set<NodeId> seen = new HashSet<>();
    forEachAttested(node -> {
      seen.add(node.nodeId());
      try {
        look(node.nodeId(), node.verdict().orElseThrow());
      } catch (AzraException undecided) {
        warn(node.nodeId(), undecided.code(), String.valueOf(undecided.getMessage()));
      } catch (RuntimeException unexpected) {
        LOG.error("looking at node {} failed", node.nodeId(), unexpected);
      }
    });
    grievances.keepOnly(seen);
  }

  /** Once for each change of a node's trouble, whose words may tell times. */
  private void warn(NodeId nodeId, String code, String message) {
    if (grievances.isNew(nodeId, code)) {
      LOG.atWarn()
          .addKeyValue("nodeId", nodeId.value())
          .log("node {}: {} {}", nodeId, code, message);
    }
  }

  private void look(NodeId nodeId, NodeVerdict current) {
    Optional<SignedSubmission> found = evidence.of(nodeId, current.evidenceHash());
    if (found.isEmpty()) {
      warn(nodeId, "evidence.missing", "nobody has evidence " + current.evidenceHash());
      return;
    }
    Circumstances circumstances = appraisal.circumstancesAgain(found.get());
    Outcome outcome = appraisal.appraise(circumstances);
    book.note(circumstances, outcome);
    if (outcome.affirmed().isEmpty()) {
      book.shorten(circumstances, outcome).ifPresent(this::carryThrough);
    }
    grievances.well(nodeId);
  }

  private void carryThrough(Proposal proposal) {
    if (quorumBook.complete(proposal).isEmpty()) {
      quorum.gather(proposal);
    }
    QuorumVerdict shorter = quorumBook.complete(proposal).orElseThrow();
    Verdict verdict = shorter.verdict();
    LOG.atWarn()
        .addKeyValue("nodeId", verdict.nodeId().value())
        .log(
            "node {} is gated from {} on: its evidence {} does not affirm any more",
            verdict.nodeId(),
            verdict.validUntil(),
            verdict.evidenceHash());
    if (outbox.isOpen()) {
      outbox.post(
          "shorten/" + verdict.digest(deployment.registryDomain()),
          registry -> registry.attest(verdict, shorter.signatures()));
    }
  }

  private void forEachAttested(Consumer<NodeState> act) {
    Optional<NodeId> after = Optional.empty();
    do {
      Page<NodeState, NodeId> page =
          nodes
              .list(
                  new NodeFilter(Optional.empty(), Optional.of(true)),
                  after,
                  new PageLimit(PageLimit.MAXIMUM))
              .value();
      page.items().forEach(act);
      after = page.next();
    } while (after.isPresent());
  }
}
