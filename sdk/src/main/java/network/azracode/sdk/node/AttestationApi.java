// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Signer;
import network.azracode.sdk.protocol.Verdict;

/** What an operator's node asks of an attestor. */
public final class AttestationApi {
  private static final int SUBMISSION_SECONDS = 300;

  private final ServiceHttp service;
  private final Domain registry;

  /** A recent final block. */
  public record Challenge(long block, Bytes32 hash, long time) {}

  /** A verdict with as many signatures as the attestors gave. */
  public record SignedVerdict(Verdict verdict, List<CompactSignature> signatures) {}

  public AttestationApi(ServiceHttp service, Domain registry) {
    this.service = service;
    this.registry = registry;
  }

  public Challenge challenge(NodeId nodeId) {
    return service.get(path(nodeId, "challenge")).as(Challenge.class);
  }

  /** Hands the package in under the operator's name; the bytes count as they are. */
  public SignedVerdict submit(NodeId nodeId, byte[] evidencePackage, Signer operator, Instant now) {
    var submission =
        new EvidenceSubmission(
            nodeId, Keccak.hash(evidencePackage), now.getEpochSecond() + SUBMISSION_SECONDS);
    var headers =
        Map.of(
            "Azra-Operator-Signature",
            hex(operator.sign(submission, registry).bytes65()),
            "Azra-Expires-At",
            Long.toString(submission.expiresAt()));
    return service
        .post(path(nodeId, "evidence"), "application/cbor", evidencePackage, headers)
        .as(SignedVerdict.class);
  }

  public void post(SignedOffer offer) {
    service.post(
        path(offer.offer().nodeId(), "offer"),
        "application/json",
        Json.MAPPER.writeValueAsBytes(offer),
        Map.of());
  }

  private static String path(NodeId nodeId, String what) {
    return "/api/v1/nodes/" + nodeId + "/" + what;
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
