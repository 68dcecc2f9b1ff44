// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.stereotype.Component;

/** The other attestors, at the addresses that the configuration gives: nobody else is asked. */
@Component
class Peers implements AutoCloseable {
  private final Map<Address, ServiceHttp> peers = new TreeMap<>();
  private final Attestor attestor;
  private final Ledger ledger;
  private final Deployment deployment;

  /** An answer to {@link CosignRequest}. */
  record Cosignature(CompactSignature signature) {}

  Peers(AttestationProperties properties, Attestor attestor, Ledger ledger, Deployment deployment) {
    properties
        .peers()
        .forEach((address, url) -> peers.put(Address.of(address), new ServiceHttp(url)));
    this.attestor = attestor;
    this.ledger = ledger;
    this.deployment = deployment;
  }

  /** Ascending by address, without this attestor itself. */
  List<Address> addresses() {
    return peers.keySet().stream()
        .filter(peer -> !attestor.address().equals(Optional.of(peer)))
        .toList();
  }

  /**
   * Asks a peer to sign what the body holds.
   *
   * @throws AzraException with the peer's own code where it refuses, else {@code http.*}
   */
  CompactSignature ask(Address peer, String path, Object request) {
    byte[] body = Json.MAPPER.writeValueAsBytes(request);
    var message =
        new PeerMessage(
            deployment,
            attestor.requireAddress(),
            peer,
            ledger.head().time(),
            path,
            Keccak.hash(body));
    Map<String, String> headers =
        Map.of(
            PeerSignature.FROM,
            message.from().toString(),
            PeerSignature.HEAD_TIME,
            Long.toString(message.headTime()),
            PeerSignature.SIGNATURE,
            Hex.encode(attestor.sign(message).bytes65()));
    return at(peer).post(path, "application/json", body, headers).as(Cosignature.class).signature();
  }

  /**
   * Fetches a package; what comes is believed only if it has this digest.
   *
   * @throws AzraException {@code peer.unconfigured}, {@code evidence.digest}, or as {@link #ask}
   */
  byte[] evidence(Address peer, Bytes32 evidenceHash) {
    byte[] found = at(peer).get("/api/v1/evidence/" + evidenceHash).body();
    if (!Keccak.hash(found).equals(evidenceHash)) {
      throw new AzraException(
          "evidence.digest",
          "evidence from %s: expected digest %s, found %s"
              .formatted(peer, evidenceHash, Keccak.hash(found)));
    }
    return found;
  }

  /** What the operator signed under a package, as the peer has it; not believed until verified. */
  OperatorSignature submission(Address peer, Bytes32 evidenceHash) {
    return at(peer)
        .get("/api/v1/evidence/" + evidenceHash + "/submission")
        .as(OperatorSignature.class);
  }

  private ServiceHttp at(Address peer) {
    ServiceHttp http = peers.get(peer);
    if (http == null) {
      throw new AzraException(
          "peer.unconfigured",
          "expected azra.attestation.peers to name %s, found nothing".formatted(peer));
    }
    return http;
  }

  @Override
  public void close() {
    peers.values().forEach(ServiceHttp::close);
  }
}
