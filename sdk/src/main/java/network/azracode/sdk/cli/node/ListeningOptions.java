// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.azracode.sdk.node.Listening;
import network.azracode.sdk.node.NodeCertificate;
import network.azracode.sdk.node.NodeFolder;
import network.azracode.sdk.node.SelfSigned;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a node listens, and with which certificate. */
final class ListeningOptions {
  private static final Pattern ADDRESS = Pattern.compile("\\[?([0-9A-Za-z.:-]+?)]?:([0-9]{1,5})");
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8443",
      description = "Address and port of its own; port 0 takes a free one (${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String listen;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "By which clients reach it, as its offer says (default: https:// and --listen).")
  private @Nullable URI endpoint;

  @ArgGroup(exclusive = false)
  private @Nullable Files files;

  static final class Files {
    @Option(
        names = "--tls-certificates",
        paramLabel = "FILE",
        required = true,
        description =
            "PEM: its certificate, then those that vouch for it (default: one of its own making,"
                + " kept in its folder; clients know it by the fingerprint in the offer).")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificates;

    @Option(
        names = "--tls-key",
        paramLabel = "FILE",
        required = true,
        description = "PEM: that certificate's private key, without a password.")
    @SuppressWarnings("NullAway.Init") // required
    private Path key;
  }

  /**
   * @param folder for a certificate of its own making
   * @throws AzraException {@code node.listening}, {@code tls.certificate}
   */
  Listening listening(NodeFolder folder, Clock clock, SecureRandom random) {
    Matcher parts = ADDRESS.matcher(listen);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > MAX_PORT) {
      throw new AzraException(
          "node.listening", "--listen: expected <host>:<port>, found " + listen);
    }
    NodeCertificate certificate =
        files == null
            ? SelfSigned.in(folder.tls(), clock, random)
            : NodeCertificate.read(files.certificates, files.key);
    return new Listening(
        address(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Optional.ofNullable(endpoint),
        Optional.of(certificate));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new AzraException(
          "node.listening", "--listen: expected an address of this machine, found " + host, e);
    }
  }
}
