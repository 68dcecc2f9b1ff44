// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.PolicyId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A policy of the network: its document from the service, its digest from the chain. */
final class PublishedPolicy {
  @Parameters(paramLabel = "ID", description = "Number of the policy.")
  private int id;

  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();

  PolicyId id() {
    return new PolicyId(id);
  }

  /**
   * The YAML as published.
   *
   * @throws AzraException {@code policy.mismatch} if the service hands out another
   */
  byte[] yaml() {
    try (Contracts contracts = chain.connect();
        ServiceHttp http = service.connect()) {
      Bytes32 published = contracts.registry().latest().policy(id()).terms().digest();
      byte[] yaml = new ServiceReads(http).policy(id());
      if (!Keccak.hash(yaml).equals(published)) {
        throw new AzraException(
            "policy.mismatch",
            "policy %s: expected digest %s, found %s"
                .formatted(id(), published, Keccak.hash(yaml)));
      }
      return yaml;
    }
  }
}
