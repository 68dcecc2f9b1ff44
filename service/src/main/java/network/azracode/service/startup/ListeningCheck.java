// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import network.azracode.sdk.protocol.AzraException;
import org.springframework.core.env.ConfigurableEnvironment;

/** May we listen where we are told to, and is there room? */
final class ListeningCheck {
  private final Settings settings;
  private final ConfigurableEnvironment environment;

  ListeningCheck(Settings settings, ConfigurableEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  void lookInto(Inspection inspection) {
    lookInto(inspection, "server", 8080);
    lookInto(inspection, "management.server", 8081);
  }

  private void lookInto(Inspection inspection, String prefix, int usualPort) {
    String address = environment.getProperty(prefix + ".address", "0.0.0.0");
    int port = environment.getProperty(prefix + ".port", Integer.class, usualPort);
    inspection.check(
        "%s at %s:%d".formatted(prefix, address, port), () -> require(prefix, address, port));
  }

  private void require(String prefix, String name, int port) {
    InetAddress address = resolve(prefix, name);
    if (!address.isLoopbackAddress() && !settings.azra().bind().everywhere()) {
      throw new AzraException(
          "bind.public",
          "%s.address: expected a loopback address, or azra.bind.public=true, found %s"
              .formatted(prefix, name));
    }
    try (ServerSocket free = new ServerSocket(Math.max(port, 0), 1, address)) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      throw new AzraException(
          "port.occupied",
          "%s.port: expected %s:%d to be free, found %s"
              .formatted(prefix, name, port, e.getMessage()),
          e);
    }
  }

  private static InetAddress resolve(String prefix, String name) {
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new AzraException(
          "bind.unknown",
          "%s.address: expected an address of this machine, found %s".formatted(prefix, name),
          e);
    }
  }
}
