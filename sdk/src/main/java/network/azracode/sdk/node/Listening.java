// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;

/**
 * Where a node listens, and where clients find it.
 *
 * @param port zero takes a free one
 * @param endpoint the base URL that the offer names; empty for the address itself
 * @param certificate empty for plain HTTP, which is for the loopback interface alone
 */
public record Listening(
    InetAddress address, int port, Optional<URI> endpoint, Optional<NodeCertificate> certificate) {
  /**
   * @throws AzraException {@code node.listening}
   */
  public Listening {
    if (certificate.isEmpty() && !address.isLoopbackAddress()) {
      throw new AzraException(
          "node.listening", "plain HTTP: expected a loopback address, found " + address);
    }
    if (address.isAnyLocalAddress() && endpoint.isEmpty()) {
      throw new AzraException(
          "node.listening", "expected the URL by which clients reach " + address + ", found none");
    }
  }

  /** On a free port of this machine, for this machine. */
  public static Listening onLoopback(NodeCertificate certificate) {
    return new Listening(
        InetAddress.getLoopbackAddress(), 0, Optional.empty(), Optional.of(certificate));
  }

  /** As the offer names it. */
  Bytes32 fingerprint() {
    return certificate.map(NodeCertificate::fingerprint).orElse(Bytes32.ZERO);
  }

  /**
   * Where clients find it, before it listens.
   *
   * @throws AzraException {@code node.listening} while only a free port would tell
   */
  public URI fixedEndpoint() {
    if (port == 0 && endpoint.isEmpty()) {
      throw new AzraException(
          "node.listening", "expected a port, or the URL by which clients reach it, found neither");
    }
    return endpoint(port);
  }

  /**
   * @param port that was taken
   */
  URI endpoint(int port) {
    String scheme = certificate.isPresent() ? "https" : "http";
    return endpoint.orElseGet(() -> URI.create("%s://%s:%d".formatted(scheme, host(), port)));
  }

  private String host() {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress().replaceFirst("%.*", "") + "]"
        : address.getHostAddress();
  }
}
