// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import network.azracode.sdk.protocol.PolicyId;

/** What all nodes of a living network stand on, as options of {@code azra node run}. */
record NodeGround(URI rpcUrl, URI service, Path deployment, Path development, PolicyId policy) {

  /** Nothing that was sent is forgotten before a killed chain can no longer lose it. */
  private static final String SENDING_FINALITY = "depth:" + LocalChain.TWO_DUMPS_BLOCKS;

  List<String> options() {
    return List.of(
        "--rpc=" + rpcUrl,
        "--service=" + service,
        "--deployment=" + deployment,
        "--finality=finalized",
        "--sending-finality=" + SENDING_FINALITY,
        "--tee=development:" + development,
        "--policy=" + policy);
  }
}
