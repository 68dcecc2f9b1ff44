// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.AzraProperties;
import network.azracode.service.Version;
import network.azracode.service.chain.spi.TokenDecimals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which contracts on which chain this service speaks for, and which build of it answers. */
@RestController
@Tag(name = "network")
class DeploymentController {
  private final Deployment deployment;
  private final String network;
  private final String profile;
  private final Version build = Version.ofThisProgram();
  private final TokenDecimals tokenDecimals;

  DeploymentController(
      Deployment deployment, AzraProperties properties, TokenDecimals tokenDecimals) {
    this.deployment = deployment;
    this.network = properties.network().name().toLowerCase(Locale.ROOT);
    this.profile = properties.profile();
    this.tokenDecimals = tokenDecimals;
  }

  /**
   * {@code deployment.json}, whether it is the {@code production} network or a {@code test} one,
   * and what only the chain can tell.
   *
   * @param tokenDecimals for people; amounts are base units everywhere. Null while no node has told
   */
  record DeploymentAnswer(
      long chainId,
      Bytes32 genesisHash,
      long block,
      Address token,
      Address nodeRegistry,
      Address settlement,
      Address timelock,
      String network,
      String profile,
      @Nullable Integer tokenDecimals) {}

  /** The commit is {@code unknown} for a build outside of git. */
  record VersionAnswer(String name, String version, String commit, String api) {}

  /** Chain, contracts and profile. */
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
        network,
        profile,
        tokenDecimals.value().stream().boxed().findFirst().orElse(null));
  }

  /** Which build answers. */
  @GetMapping("/version")
  VersionAnswer version() {
    return new VersionAnswer(build.name(), build.version(), build.commit(), "1");
  }
}
