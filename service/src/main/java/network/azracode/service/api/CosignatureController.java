// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Hex;
import network.azracode.service.attestation.CondemnCosigning;
import network.azracode.service.attestation.CondemnRequest;
import network.azracode.service.attestation.CosignRequest;
import network.azracode.service.attestation.Cosigning;
import network.azracode.service.attestation.PeerSignature;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What attestors ask of each other; nobody else is answered. */
@RestController
@Tag(name = "attestation")
class CosignatureController {
  private final Cosigning cosigning;
  private final CondemnCosigning condemning;

  CosignatureController(Cosigning cosigning, CondemnCosigning condemning) {
    this.cosigning = cosigning;
    this.condemning = condemning;
  }

  /** The answering attestor's signature under exactly what was proposed. */
  record CosignatureAnswer(CompactSignature signature) {}

  /**
   * Signs a verdict that another attestor proposes, if the appraisal made here agrees.
   *
   * @param from address of the attestor that asks
   * @param headTime of its head block, unix seconds
   * @param signature its own (EIP-191) over both attestors, chain, path, head time and the
   *     keccak256 of the body
   */
  @PostMapping(path = "/cosignatures", consumes = MediaType.APPLICATION_JSON_VALUE)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(schema = @Schema(implementation = CosignRequest.class)))
  CosignatureAnswer cosign(
      @RequestHeader(PeerSignature.FROM) Address from,
      @RequestHeader(PeerSignature.HEAD_TIME) long headTime,
      @RequestHeader(PeerSignature.SIGNATURE) String signature,
      @RequestBody byte[] body) {
    return new CosignatureAnswer(cosigning.cosign(peer(from, headTime, signature), body));
  }

  /**
   * Signs a condemnation that another attestor proposes, if the evidence is the same fault here.
   *
   * @param from address of the attestor that asks
   * @param headTime of its head block, unix seconds
   * @param signature as for a verdict
   */
  @PostMapping(path = "/condemnations", consumes = MediaType.APPLICATION_JSON_VALUE)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(schema = @Schema(implementation = CondemnRequest.class)))
  CosignatureAnswer cosignCondemnation(
      @RequestHeader(PeerSignature.FROM) Address from,
      @RequestHeader(PeerSignature.HEAD_TIME) long headTime,
      @RequestHeader(PeerSignature.SIGNATURE) String signature,
      @RequestBody byte[] body) {
    return new CosignatureAnswer(condemning.cosign(peer(from, headTime, signature), body));
  }

  private static PeerSignature peer(Address from, long headTime, String signature) {
    return new PeerSignature(from, headTime, CompactSignature.ofBytes(Hex.decode(signature)));
  }
}
