// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.attestation.Collaterals;
import network.azracode.service.attestation.PolicyDocuments;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.nodes.Policies;
import network.azracode.service.nodes.PolicyState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** By what evidence is judged: policies, their documents, and the authorities' word. */
@RestController
@Tag(name = "attestation")
class PoliciesController {
  private final Policies policies;
  private final PolicyDocuments documents;
  private final Collaterals collaterals;

  PoliciesController(Policies policies, PolicyDocuments documents, Collaterals collaterals) {
    this.policies = policies;
    this.documents = documents;
    this.collaterals = collaterals;
  }

  /** Policies, newest first, at most a thousand. */
  @GetMapping("/policies")
  ResponseEntity<Listing<PolicyState>> list() {
    Answer<List<PolicyState>> answer = policies.list();
    return new Listing<>(answer.asOf(), answer.value(), null).tagged();
  }

  /** A policy's document, byte by byte: its keccak256 is the digest on chain. */
  @GetMapping(path = "/policies/{policy}", produces = "application/yaml")
  ResponseEntity<byte[]> document(@PathVariable PolicyId policy) {
    byte[] document = documents.bytes(policy).orElseThrow(() -> undocumented(policy));
    return ResponseEntity.ok().eTag("\"" + Keccak.hash(document) + "\"").body(document);
  }

  /** What an appraisal rested on. */
  @GetMapping("/collateral/{digest}")
  ResponseEntity<Collateral> collateral(@PathVariable Bytes32 digest) {
    Collateral found =
        collaterals
            .find(digest)
            .orElseThrow(() ->
                new AzraException(
                    "collateral.unknown",
                    "expected collateral of digest %s, found none".formatted(digest)));
    return Immutable.of(digest, found);
  }

  /**
   * What appraisals under a policy rest on: a development root now, or what a vendor said of a
   * platform when its evidence was last appraised.
   *
   * @param evidence digest of a package; without it, nothing of a platform's is told
   */
  @GetMapping("/collateral")
  ResponseEntity<Collateral> collateral(
      @RequestParam PolicyId policy, @RequestParam(required = false) @Nullable Bytes32 evidence) {
    Collateral current =
        collaterals
            .under(policy, Optional.ofNullable(evidence))
            .orElseThrow(() -> undocumented(policy));
    return ResponseEntity.ok().eTag("\"" + current.digest() + "\"").body(current);
  }

  private static AzraException undocumented(PolicyId policy) {
    return new AzraException(
        "document.unknown",
        "policy %s: expected its document at this service, found none".formatted(policy));
  }
}
