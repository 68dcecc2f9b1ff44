// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.AzraProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which contracts on which chain this service speaks for, and which build of it answers. */
@RestController
class DeploymentController {
  private final Deployment deployment;
  private final String profile;

  DeploymentController(Deployment deployment, AzraProperties properties) {
    this.deployment = deployment;
    this.profile = properties.profile();
  }

  /** {@code deployment.json} and the profile of its windows. */
  record DeploymentAnswer(
      long chainId,
      Bytes32 genesisHash,
      long block,
      Address token,
      Address nodeRegistry,
      Address settlement,
      Address timelock,
      String profile) {}

  record VersionAnswer(String name, String version, String api) {}

  @GetMapping("/deployment")
  DeploymentAnswer deployment() {
    return new DeploymentAnswer(
        deployment.chainId(),
        deployment.genesisHash(),
        deployment.block(),
        deployment.token(),
        deployment.nodeRegistry(),
        deployment.settlement(),
        deployment.timelock(),
        profile);
  }

  @GetMapping("/version")
  VersionAnswer version() {
    String built = getClass().getPackage().getImplementationVersion();
    return new VersionAnswer("azra-service", built == null ? "development" : built, "1");
  }
}
