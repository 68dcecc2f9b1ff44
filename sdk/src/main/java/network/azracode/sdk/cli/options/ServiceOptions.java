// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.net.URI;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.node.ServiceHttp;
import picocli.CommandLine.Option;

/** Which service to ask. It is believed in nothing that the chain or a hash can tell. */
public final class ServiceOptions {
  @Option(
      names = "--service",
      paramLabel = "URL",
      defaultValue = "${env:" + Variables.SERVICE_URL + ":-http://127.0.0.1:8080}",
      description =
          "Service that keeps offers and evidence (default: AZRA_SERVICE_URL, else"
              + " http://127.0.0.1:8080).")
  @SuppressWarnings("NullAway.Init") // has a default
  private URI service;

  /** The service; closed by the caller. */
  public ServiceHttp connect() {
    return new ServiceHttp(service);
  }

  /** Everything within reach; both are closed by the caller. */
  public static Network network(Contracts contracts, ServiceHttp service) {
    return new Network(contracts.deployment(), contracts.chain(), contracts.finality(), service);
  }
}
