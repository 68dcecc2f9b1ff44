// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.attestation.QuorumIncomplete.Reason;
import network.azracode.service.nodes.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Puts what this attestor has signed to all its peers at once, and is content with as many
 * signatures as the registry asks for: whoever is down, slow, lying or of another opinion is one
 * who did not sign.
 */
@Component
class Quorum {
  private static final Logger LOG = LoggerFactory.getLogger(Quorum.class);

  private final Peers peers;
  private final Policies policies;
  private final EvidenceStore evidence;
  private final VerdictStore verdicts;
  private final Deployment deployment;
  private final Duration patience;

  /** What was last said of a quorum that is asked for again and again. */
  private final Grievances<Bytes32> grievances = new Grievances<>();

  private sealed interface Reply {
    Address peer();

    record Signed(Address peer, CompactSignature signature) implements Reply {}

    record Refused(Address peer, AzraException why) implements Reply {}
  }

  Quorum(
      Peers peers,
      Policies policies,
      EvidenceStore evidence,
      VerdictStore verdicts,
      Deployment deployment,
      AttestationProperties properties) {
    this.peers = peers;
    this.policies = policies;
    this.evidence = evidence;
    this.verdicts = verdicts;
    this.deployment = deployment;
    this.patience = Duration.ofSeconds(properties.cosignTimeoutSeconds());
  }

  /**
   * Returns once enough peers have signed.
   *
   * @throws QuorumIncomplete with the reason of each peer that did not sign
   */
  void gather(Proposal proposal) {
    var verdict = proposal.own().verdict();
    KeptSubmission submission = evidence.submission(verdict.evidenceHash()).orElseThrow();
    var request =
        new CosignRequest(verdict, submission.signature(), submission.submission().expiresAt());
    Set<Address> already = verdicts.signatures(proposal.appraisalId()).keySet();
    gather(
        already,
        verdict.digest(deployment.registryDomain()),
        peer -> peers.ask(peer, CosignRequest.PATH, request),
        (peer, signature) -> verdicts.insertCosignature(proposal.appraisalId(), peer, signature));
  }

  /**
   * @param already who has signed, this attestor among them
   * @throws QuorumIncomplete with the reason of each peer that did not sign
   */
  void gather(
      Set<Address> already,
      Bytes32 digest,
      Function<Address, CompactSignature> ask,
      BiConsumer<Address, CompactSignature> keep) {
    Set<Address> attestors = Set.copyOf(policies.attestors().value());
    long missing =
        policies.threshold().value() - already.stream().filter(attestors::contains).count();
    List<Address> asked =
        peers.addresses().stream()
            .filter(peer -> attestors.contains(peer) && !already.contains(peer))
            .toList();
    SortedMap<Address, Reason> reasons = new TreeMap<>();
    asked.forEach(peer -> reasons.put(peer, Reason.of(peer, silent())));
    BlockingQueue<Reply> replies = askAll(asked, digest, ask);
    long deadline = System.nanoTime() + patience.toNanos();
    for (int open = asked.size(); missing > 0 && open > 0; open--) {
      switch (next(replies, deadline)) {
        case Reply.Signed(Address peer, CompactSignature signature) -> {
          keep.accept(peer, signature);
          reasons.remove(peer);
          missing--;
        }
        case Reply.Refused(Address peer, AzraException why) ->
            reasons.put(peer, Reason.of(peer, why));
        case null -> open = 0;
      }
    }
    if (missing > 0) {
      throw told(digest, new QuorumIncomplete(missing, asked.size(), reasons.values()));
    }
  }

  private static BlockingQueue<Reply> askAll(
      List<Address> asked, Bytes32 digest, Function<Address, CompactSignature> ask) {
    BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    asked.forEach(peer ->
        Thread.ofVirtual()
            .name("cosignature-of-" + peer)
            .start(() -> replies.add(reply(peer, digest, ask))));
    return replies;
  }

  /** A signature counts only if it is the peer's own, under exactly this. */
  private static Reply reply(
      Address peer, Bytes32 digest, Function<Address, CompactSignature> ask) {
    try {
      CompactSignature signature = ask.apply(peer);
      Address found = signature.recover(digest);
      return found.equals(peer)
          ? new Reply.Signed(peer, signature)
          : new Reply.Refused(
              peer,
              new AzraException(
                  "peer.answer", "expected its signature under this, found that of " + found));
    } catch (AzraException refusal) {
      return new Reply.Refused(peer, refusal);
    } catch (RuntimeException unexpected) {
      LOG.warn("peer {} could not be asked", peer, unexpected);
      return new Reply.Refused(peer, new AzraException("peer.answer", "expected a signature"));
    }
  }

  private static @org.jspecify.annotations.Nullable Reply next(
      BlockingQueue<Reply> replies, long deadline) {
    try {
      return replies.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private AzraException silent() {
    return new AzraException(ServiceHttp.UNREACHABLE, "no answer within " + patience);
  }

  private QuorumIncomplete told(Bytes32 digest, QuorumIncomplete incomplete) {
    if (grievances.isNew(digest, incomplete.told())) {
      LOG.warn("quorum incomplete: {}: {}", incomplete.getMessage(), incomplete.told());
    }
    return incomplete;
  }
}
