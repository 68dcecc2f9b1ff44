// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.time.Instant;
import network.azracode.sdk.attestation.Challenge;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.ExpectedBinding;
import network.azracode.sdk.protocol.Domain;
import network.azracode.service.chain.spi.AsOf;

/** All that one appraisal depends on: with the same circumstances it comes out the same. */
record Circumstances(
    SignedSubmission submission,
    EffectivePolicy policy,
    Collateral collateral,
    Challenges.Known block) {

  AsOf challenge() {
    return block.challenge();
  }

  AsOf head() {
    return block.head();
  }

  /** Time of the head block: an attestor never uses a clock of its own. */
  Instant at() {
    return Instant.ofEpochSecond(head().time());
  }

  /** What the ledger, and not the evidence, says about node, operator, policy and challenge. */
  ExpectedBinding expected(Domain registry) {
    return new ExpectedBinding(
        registry,
        submission.nodeId(),
        submission.operator(),
        policy.state().policy(),
        new Challenge(
            challenge().block(), challenge().hash(), Instant.ofEpochSecond(challenge().time())));
  }
}
