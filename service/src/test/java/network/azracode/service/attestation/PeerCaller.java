// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;

/** Asks one attestor what another may ask, or somebody in its name. */
final class PeerCaller {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Deployment deployment;
  private final AttestorInstance asked;
  private final String path;

  record Sent(byte[] body, long headTime, CompactSignature signature, Address from) {}

  record Told(int status, String body) {
    String code() {
      return Json.MAPPER.readTree(body).path("code").asString("none");
    }
  }

  PeerCaller(Deployment deployment, AttestorInstance asked, String path) {
    this.deployment = deployment;
    this.asked = asked;
    this.path = path;
  }

  Sent sign(byte[] body, long headTime, KeySigner key) {
    var message =
        new PeerMessage(
            deployment, key.address(), asked.address(), headTime, path, Keccak.hash(body));
    return new Sent(body, headTime, key.signMessage(message.text()), key.address());
  }

  Told tell(Sent sent) {
    return tell(asked, sent);
  }

  Told tell(AttestorInstance attestor, Sent sent) {
    var request =
        HttpRequest.newBuilder(URI.create(attestor.base() + path))
            .header("Content-Type", "application/json")
            .header(PeerSignature.FROM, sent.from().toString())
            .header(PeerSignature.HEAD_TIME, Long.toString(sent.headTime()))
            .header(PeerSignature.SIGNATURE, Hex.encode(sent.signature().bytes65()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Told(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
