// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.service.nodes.Policies;
import org.springframework.stereotype.Component;

/** Which proposals have enough signatures, by the attestors and the threshold of the moment. */
@Component
class QuorumBook {
  private final VerdictStore verdicts;
  private final Policies policies;

  QuorumBook(VerdictStore verdicts, Policies policies) {
    this.verdicts = verdicts;
    this.policies = policies;
  }

  /** The newest proposal in answer to that evidence. */
  Optional<Proposal> latest(Bytes32 evidenceHash) {
    List<Proposal> proposals = verdicts.answers(evidenceHash);
    return proposals.isEmpty() ? Optional.empty() : Optional.of(proposals.getLast());
  }

  /** The first answer to that evidence that the registry takes. */
  Optional<QuorumVerdict> complete(Bytes32 evidenceHash) {
    return verdicts.answers(evidenceHash).stream()
        .flatMap(proposal -> complete(proposal).stream())
        .findFirst();
  }

  /** Only as many signatures as the registry asks for: each costs whoever submits them. */
  Optional<QuorumVerdict> complete(Proposal proposal) {
    return enough(verdicts.signatures(proposal.appraisalId()))
        .map(signatures -> new QuorumVerdict(proposal.own().verdict(), signatures));
  }

  /** As many as the registry asks for, ascending by attestor; empty where there are fewer. */
  Optional<List<CompactSignature>> enough(SortedMap<Address, CompactSignature> signatures) {
    Set<Address> attestors = Set.copyOf(policies.attestors().value());
    int threshold = policies.threshold().value();
    List<CompactSignature> counted =
        signatures.entrySet().stream()
            .filter(signature -> attestors.contains(signature.getKey()))
            .map(signature -> signature.getValue())
            .limit(threshold)
            .toList();
    return counted.size() < threshold ? Optional.empty() : Optional.of(counted);
  }
}
